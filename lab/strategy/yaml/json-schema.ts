import type { GeneSpec } from '../../seeds/seed.ts'
import { file } from './fields.ts'
import type { Bred, Group, Known, Named, Quantity, Scalar, Shape } from './shape.ts'

type Schema = { readonly [key: string]: unknown }

/**
 * The strategy file as a JSON Schema (draft 2020-12), from the shapes that read and write it: an editor completes and checks fields, words, units,
 * genes and their ranges. What hangs on several fields at once only the reader knows.
 */
export const jsonSchema = (known: Known): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Seedbed strategy file',
  ...schemaOf(file, '', known),
})

function schemaOf(shape: Shape, path: string, known: Known): Schema {
  switch (shape.kind) {
    case 'scalar':
      return scalar(shape)
    case 'list':
      return {
        type: 'array',
        minItems: shape.least,
        maxItems: shape.most,
        items: schemaOf(shape.of, `${path}[]`, known),
      }
    case 'group':
      return { ...object(shape, path, known), ...byName(shape, path, known) }
    case 'named':
      return named(shape, path, known)
  }
}

const object = ({ fields }: Group, path: string, known: Known): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: fields.filter(({ optional }) => !optional).map(({ key }) => key),
  properties: Object.fromEntries(
    fields.map(({ key, shape, meaning }) => {
      const below = path ? `${path}.${key}` : key
      return [key, { description: meaning, ...schemaOf(shape, below, known) }]
    }),
  ),
})

/** Genes belong to whoever is named beside them. */
function byName(shape: Group, path: string, known: Known): Schema {
  const family: readonly Bred[] = path === 'seeds[]' ? known.seeds : path === 'sizing.scaling' ? known.scalings : []
  if (family.length === 0) return {}
  const { properties, ...rest } = object(shape, path, known) as { readonly properties: Schema }
  const names = { ...(properties.name as Schema), enum: family.map(({ name }) => name) }
  return {
    ...rest,
    properties: { ...properties, name: names },
    allOf: family.map(({ name, genes }) => ({
      if: { required: ['name'], properties: { name: { const: name } } },
      // biome-ignore lint/suspicious/noThenProperty: the word that JSON Schema has for it
      then: { properties: { genes: genesOf(genes) } },
    })),
  }
}

function named({ of }: Named, path: string, known: Known): Schema {
  if (path.endsWith('.enhancers')) {
    const properties = known.enhancers.map(({ name, genes }) => [name, genesOf(genes)])
    return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) }
  }
  return { type: 'object', additionalProperties: schemaOf(of, `${path}.*`, known) }
}

const genesOf = (genes: Bred['genes']): Schema => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(genes),
  properties: Object.fromEntries(Object.entries(genes).map(([name, spec]) => [name, gene(spec)])),
})

const gene = ({ kind, min, max, unit }: GeneSpec): Schema => ({
  description: unit,
  type: kind === 'int' ? 'integer' : 'number',
  minimum: min,
  maximum: max,
})

function scalar({ expects, example, quantity, form, words }: Scalar): Schema {
  if (quantity) return { ...number(quantity), examples: [quantity.unit ? example : Number(example)] }
  if (words?.every(word => word === 'true' || word === 'false')) return { type: 'boolean' }
  if (words) return { type: 'string', enum: words }
  return { type: 'string', ...(form && { pattern: form.source }), examples: [example], $comment: expects }
}

/** A number with a unit is text to JSON, and its bounds are for the reader to know. */
function number({ unit, whole, min, above, max }: Quantity): Schema {
  if (unit) {
    const digits = whole ? '-?(0|[1-9][0-9]*)' : '-?(0|[1-9][0-9]*)(\\.[0-9]+)?'
    return { type: 'string', pattern: `^${digits} ?${unit.replace(/[%$^]/g, '\\$&')}$` }
  }
  return {
    type: whole ? 'integer' : 'number',
    ...(min !== undefined && { minimum: min }),
    ...(above !== undefined && { exclusiveMinimum: above }),
    ...(max !== undefined && { maximum: max }),
  }
}
