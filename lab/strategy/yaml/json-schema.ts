import type { GeneSpec, Seed } from '../../seeds/seed.ts'
import { file } from './fields.ts'
import { quoted } from './flaw.ts'
import { describeGene } from './genes.ts'
import type { Group, Known, Named, Quantity, Scalar, Shape, WithGenes } from './shape.ts'

type Schema = { readonly [key: string]: unknown }

/** A seed, enhancer or scaling that a strategy file can name. `idea` is its description, absent when there is none. */
type Member = WithGenes & Partial<Pick<Seed, 'idea' | 'requires' | 'learner'>>

/**
 * The JSON Schema (draft 2020-12) of strategy files, generated from the same shapes that read and write the files. An
 * editor uses it to complete and check fields, words, units, genes and their ranges. It applies to the file as parsed
 * by YAML 1.2, core schema. Rules across several fields, and bounds of numbers with a unit, are checked by the parser
 * only.
 *
 * `enumDescriptions` and `patternErrorMessage` are not part of JSON Schema: editors show them, validators ignore them.
 */
export const jsonSchema = (known: Known): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Seedbed strategy file',
  description: 'What the lab writes and the runtime trades. strategies/README.md explains every field.',
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
      return group(shape, path, known)
    case 'named':
      return named(shape, path, known)
  }
}

function group({ fields }: Group, path: string, known: Known): Schema {
  const family = familyAt(path, known)
  const properties = fields.map(({ key, shape, meaning }) => {
    const below = path ? `${path}.${key}` : key
    if (family && key === 'name') return [key, { description: meaning, ...nameOf(family) }]
    return [key, { description: meaning + written(shape), ...schemaOf(shape, below, known) }]
  })
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(({ optional }) => !optional).map(({ key }) => key),
    properties: Object.fromEntries(properties),
    ...(family && { allOf: family.map(member => whenNamed(member, path)) }),
  }
}

/** The seeds or scalings from which a group names one, with the genes beside the name; undefined for other groups. */
function familyAt(path: string, { seeds, scalings }: Known): readonly Member[] | undefined {
  if (path === 'seeds[]') return seeds
  return path === 'sizing.scaling' ? scalings : undefined
}

const nameOf = (family: readonly Member[]): Schema => ({
  type: 'string',
  enum: family.map(({ name }) => name),
  enumDescriptions: family.map(({ idea = '' }) => idea),
})

/** The schema of the fields beside the name, for a group that names this member. */
function whenNamed(member: Member, path: string): Schema {
  const { name, requires } = member
  const isSeed = path === 'seeds[]'
  return {
    if: { required: ['name'], properties: { name: { const: name } } },
    // biome-ignore lint/suspicious/noThenProperty: the word that JSON Schema has for it
    then: {
      ...(requires && { required: [requires] }),
      properties: {
        genes: genesOf(member),
        ...(isSeed && requires !== 'formula' && { formula: false }),
        ...(isSeed && { model: modelOf(member) }),
      },
    },
  }
}

/**
 * The schema of a seed's model. The field `trainedTo` is required for a model trained outside the lab, and not
 * allowed for our own models, whose files contain it.
 */
function modelOf({ learner, requires }: Member): Schema | false {
  if (!learner) return false
  return requires === 'model' ? { required: ['trainedTo'] } : { properties: { trainedTo: false } }
}

function named({ of }: Named, path: string, known: Known): Schema {
  if (!path.endsWith('.enhancers')) {
    // The example is dropped: it would be shown for every gene, but fits only one of them.
    const { examples: _, ...each } = schemaOf(of, `${path}.*`, known)
    return { type: 'object', additionalProperties: each }
  }
  const properties = known.enhancers.map(enhancer => [enhancer.name, genesOf(enhancer)])
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) }
}

const genesOf = ({ idea, genes }: Member): Schema => ({
  ...(idea && { description: idea }),
  type: 'object',
  additionalProperties: false,
  required: Object.keys(genes),
  properties: Object.fromEntries(Object.entries(genes).map(([name, spec]) => [name, gene(spec)])),
})

const gene = (spec: GeneSpec): Schema => ({
  description: describeGene(spec),
  type: spec.kind === 'int' ? 'integer' : 'number',
  minimum: spec.min,
  maximum: spec.max,
})

/** The expected form of a value, to be added to its description; empty for an enumeration. */
function written(shape: Shape): string {
  if (shape.kind !== 'scalar' || shape.words || shape.expects === shape.example) return ''
  return `. Written as ${shape.expects}`
}

function scalar({ expects, example, quantity, form, words }: Scalar): Schema {
  const patternErrorMessage = `expected ${expects}; for example ${quoted(example)}`
  if (quantity?.unit) return { type: 'string', pattern: numberWith(quantity), examples: [example], patternErrorMessage }
  if (quantity) return { ...bounds(quantity), examples: [Number(example)] }
  if (words?.every(word => word === 'true' || word === 'false')) return { type: 'boolean' }
  if (words) return { type: 'string', enum: words }
  return { type: 'string', ...(form && { pattern: form.source, patternErrorMessage }), examples: [example] }
}

/** Pattern of a number with a unit, which is text in JSON. Of the bounds, a pattern can express only the sign. */
function numberWith({ unit, whole, min, above }: Quantity): string {
  const sign = (min ?? above ?? -1) < 0 ? '-?' : ''
  return `^${sign}(0|[1-9][0-9]*)${whole ? '' : '(\\.[0-9]+)?'} ?${unit}$`
}

function bounds({ whole, min, above, max }: Quantity): Schema {
  if (min !== undefined && min === max) return { const: min }
  return {
    type: whole ? 'integer' : 'number',
    ...(min !== undefined && { minimum: min }),
    ...(above !== undefined && { exclusiveMinimum: above }),
    ...(max !== undefined && { maximum: max }),
  }
}
