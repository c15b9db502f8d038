import { enhancers } from '../../enhancers/index.ts'
import { seeds } from '../../seeds/index.ts'
import type { Seed } from '../../seeds/seed.ts'
import { safeRanges } from '../safe-ranges.ts'
import { scalings } from '../scaling/index.ts'
import { decimal } from './decimal.ts'

type Member = Pick<Seed, 'name' | 'idea' | 'genes' | 'needs' | 'requires' | 'learner'> & {
  readonly readsOtherSymbols?: boolean
}

/**
 * What strategies/README.md shows besides the fields, as Markdown by heading: whatever a file may name, its idea, and every gene with its range and
 * unit; and the ranges thought safe.
 */
export const referenceTables = () => ({
  Seeds: `${ideas('Seed', seeds)}\n\n${genes('Seed', seeds)}`,
  Enhancers: `${ideas('Enhancer', enhancers)}\n\n${genes('Enhancer', enhancers)}`,
  Scalings: `${ideas('Scaling', scalings)}\n\n${genes('Scaling', scalings)}`,
  'Safe ranges': table(
    ['Field', 'From', 'To'],
    safeRanges.map(({ path, min, max, show }) => [`\`${path}\``, show(min), show(max)]),
  ),
})

function ideas(what: string, members: readonly Member[]): string {
  const rows = members.map(({ name, idea, ...rest }) => [`\`${name}\``, idea, besides(rest).join(', ')])
  return table([what, 'Idea', 'Goes by, besides candles and genes'], rows)
}

const besides = ({
  needs = [],
  requires,
  learner,
  readsOtherSymbols,
}: Omit<Member, 'name' | 'idea'>): readonly string[] => [
  ...needs,
  ...(requires ? [`a ${requires}`] : learner ? ['a model, once it is frozen'] : []),
  ...(readsOtherSymbols ? ['the other symbols'] : []),
]

function genes(what: string, members: readonly Member[]): string {
  const rows = members.flatMap(({ name, genes }) =>
    Object.entries(genes).map(([gene, { kind, min, max, unit }]) => {
      const range = `${decimal(min)} to ${decimal(max)}${kind === 'int' ? ', whole' : ''}`
      return [`\`${name}\``, `\`${gene}\``, range, unit]
    }),
  )
  return table([what, 'Gene', 'Range', 'Unit'], rows)
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
