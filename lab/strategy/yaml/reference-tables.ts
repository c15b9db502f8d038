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
 * The reference tables of strategies/README.md besides the fields, as Markdown by heading: all seeds, enhancers and
 * scalings with their ideas, genes, ranges and units, and the safe ranges.
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
  return table([what, 'Idea', 'Further inputs'], rows)
}

const besides = ({
  needs = [],
  requires,
  learner,
  readsOtherSymbols,
}: Omit<Member, 'name' | 'idea'>): readonly string[] => [
  ...needs,
  ...(requires ? [`a ${requires}`] : learner ? ['a model, when frozen'] : []),
  ...(readsOtherSymbols ? ['other symbols'] : []),
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
