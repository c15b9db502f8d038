import { type Field, isOneLine, type List, type Shape } from './shape.ts'

type Values = Readonly<Record<string, unknown>>

/** The YAML lines of a group: each field on one line, or as a block below its name. Undefined fields are left out. */
export function renderFields(fields: readonly Field[], value: object): readonly string[] {
  return present(fields, value).flatMap(([field, each]) => renderField(field.key, field.shape, each))
}

/** The YAML lines of one field: its name and its value. */
export function renderField(key: string, shape: Shape, value: unknown): readonly string[] {
  if (isOneLine(shape) || isEmpty(shape, value)) return [`${key}: ${inline(shape, value)}`]
  return [`${key}:`, ...block(shape, value).map(line => `  ${line}`)]
}

function block(shape: Shape, value: unknown): readonly string[] {
  switch (shape.kind) {
    case 'group':
      return renderFields(shape.fields, value as object)
    case 'named':
      return sorted(value).flatMap(([name, each]) => renderField(name, shape.of, each))
    case 'list':
      return (value as readonly unknown[]).flatMap(item => entry(shape, item))
    case 'scalar':
      return [shape.write(value)]
  }
}

function entry({ of }: List, item: unknown): readonly string[] {
  const lines = isOneLine(of) ? [inline(of, item)] : block(of, item)
  return lines.map((line, i) => `${i === 0 ? '-' : ' '} ${line}`)
}

function inline(shape: Shape, value: unknown): string {
  switch (shape.kind) {
    case 'scalar':
      return shape.write(value)
    case 'list':
      return `[${(value as readonly unknown[]).map(item => inline(shape.of, item)).join(', ')}]`
    case 'group':
      return braced(
        present(shape.fields, value as object).map(([field, each]) => `${field.key}: ${inline(field.shape, each)}`),
      )
    case 'named':
      return braced(sorted(value).map(([name, each]) => `${name}: ${inline(shape.of, each)}`))
  }
}

const braced = (parts: readonly string[]): string => (parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}')

const present = (fields: readonly Field[], value: object): readonly (readonly [Field, unknown])[] =>
  fields.flatMap(field => {
    const each = (value as Values)[field.property]
    return each === undefined ? [] : [[field, each] as const]
  })

/** Entries sorted by name, so that genomes with equal genes give equal text, in whatever order the genes were set. */
const sorted = (value: unknown): readonly (readonly [string, unknown])[] =>
  Object.entries(value as Values).sort(([a], [b]) => (a < b ? -1 : 1))

function isEmpty(shape: Shape, value: unknown): boolean {
  if (shape.kind === 'list') return (value as readonly unknown[]).length === 0
  if (shape.kind === 'group') return present(shape.fields, value as object).length === 0
  return shape.kind === 'named' && Object.keys(value as object).length === 0
}
