import { file } from './fields.ts'
import type { Field, Shape } from './shape.ts'

/** All fields of a strategy file as a Markdown table, which is the reference in strategies/README.md. */
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
      return shape.of.kind === 'scalar' ? `list${least}: ${fewOf(shape.of.expects)}` : `list${least}`
    }
  }
}

/** Shortens more than five alternatives to the first and the last, because a table row is one line. */
function fewOf(expects: string): string {
  const words = expects.split(' or ')
  return words.length > 5 ? `${words[0]} or … or ${words.at(-1)}` : expects
}

/** Maximum number of characters of an example. A longer example, such as a hash, is cut to its first 12 characters. */
const shownOfExample = 50

function example(shape: Shape): string {
  if (shape.kind === 'scalar') {
    const { length } = shape.example
    return `\`${length > shownOfExample ? `${shape.example.slice(0, 12)}…` : shape.example}\``
  }
  return shape.kind === 'list' && shape.of.kind === 'scalar' ? `\`[${shape.of.example}]\`` : ''
}
