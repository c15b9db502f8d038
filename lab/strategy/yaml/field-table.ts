import { file } from './fields.ts'
import type { Field, Shape } from './shape.ts'

/** All fields as a Markdown table: the reference in strategies/README.md. */
export const fieldTable = (): string =>
  ['| Field | Written as | For example | Meaning |', '|---|---|---|---|', ...rows(file.fields, '')].join('\n')

const rows = (fields: readonly Field[], parent: string): readonly string[] =>
  fields.flatMap(({ key, shape, meaning, optional }) => {
    const path = parent + key
    const row = `| \`${path}\` | ${written(shape)}${optional ? '; may be absent' : ''} | ${example(shape)} | ${meaning} |`
    return [row, ...below(shape, path)]
  })

function below(shape: Shape, path: string): readonly string[] {
  if (shape.kind === 'group') return rows(shape.fields, `${path}.`)
  return shape.kind === 'list' ? below(shape.of, `${path}[]`) : []
}

function written(shape: Shape): string {
  switch (shape.kind) {
    case 'scalar':
      return shape.expects
    case 'group':
      return 'fields'
    case 'named':
      return shape.expects
    case 'list': {
      const least = shape.least > 0 ? `, at least ${shape.least}` : ''
      if (shape.of.kind !== 'scalar') return `list${least}`
      const many = (shape.of.words?.length ?? 0) > 5
      return many ? `list${least}: fields of the table "Safe ranges"` : `list${least}: ${shape.of.expects}`
    }
  }
}

function example(shape: Shape): string {
  if (shape.kind === 'scalar') return `\`${short(shape.example)}\``
  return shape.kind === 'list' && shape.of.kind === 'scalar' ? `\`[${shape.of.example}]\`` : ''
}

/** An example that fits into the table: hashes and signatures are cut. */
const short = (text: string): string => (text.length > 40 ? `${text.slice(0, 12)}…` : text)
