import { better } from '../../charts/evolution/display-sample.ts'
import type { EvaluatedGenome } from '../../charts/evolution/evaluated.ts'
import { genesText } from '../../charts/evolution/population-map.ts'
import { showTime } from '../../market/units.ts'
import { html, type Markup } from '../markup.ts'
import { note } from '../notice.ts'
import { absent, inUnit } from '../number-text.ts'
import { type Column, table } from '../table.ts'
import type { DataRow, EvolutionData, FitnessLine } from './evolution-data.ts'

/** Table of the ten fittest genomes. */
export const bestTable = ({ evaluated }: EvolutionData): Markup =>
  table<EvaluatedGenome>(
    [
      { title: 'rank', as: 'number', cell: (_, index) => index + 1 },
      { title: 'idea', as: 'name', cell: ({ seed }) => seed },
      { title: 'fitness', as: 'number', cell: ({ fitness }) => inUnit(fitness, 'ratio') },
      { title: 'trades', as: 'number', cell: ({ trades }) => inUnit(trades, 'count') },
      { title: 'return in training', as: 'number', cell: ({ totalReturn }) => inUnit(totalReturn, 'fraction') },
      { title: 'generation', as: 'number', cell: ({ born }) => born },
      { title: 'genes', as: 'long', cell: genesText },
    ],
    [...evaluated].sort(better).slice(0, 10),
  )

/** Table of the parts of a fitness, in points, and their sum. */
export function fitnessTable(lines: readonly FitnessLine[]): Markup {
  const points = lines.reduce((sum, line) => sum + line.points, 0)
  const columns: readonly Column<FitnessLine>[] = [
    { title: 'part', as: 'name', cell: ({ name }) => name },
    { title: 'points', as: 'number', cell: ({ points }) => inUnit(points, 'ratio') },
    { title: 'why', cell: ({ why }) => why },
  ]
  return table(columns, [...lines, { name: 'sum', points }], { sum: true })
}

interface WayToSearch {
  readonly name: string
  readonly evaluations: number
  /** Best fitness found. */
  readonly best: number
  /** Number of evaluations after which this search was as fit, as text; empty for this search itself. */
  readonly reachedAfter: string
}

/** Table that compares this search with its baselines, which made the same number of evaluations. */
export function baselineTable({ generations, baselines }: EvolutionData): Markup {
  const own: WayToSearch = {
    name: 'this search',
    evaluations: generations.reduce((sum, { evaluated }) => sum + evaluated, 0),
    best: Math.max(...generations.map(({ best }) => best)),
    reachedAfter: '',
  }
  const others = baselines.map(({ name, evaluations, best, overtakenAfter }) => ({
    ...{ name, evaluations, best },
    reachedAfter: overtakenAfter === undefined ? absent : inUnit(overtakenAfter, 'count'),
  }))
  return table<WayToSearch>(
    [
      { title: 'way to search', as: 'name', cell: ({ name }) => name },
      { title: 'evaluations', as: 'number', cell: ({ evaluations }) => inUnit(evaluations, 'count') },
      { title: 'best fitness', as: 'number', cell: ({ best }) => inUnit(best, 'ratio') },
      { title: 'reached by this search after (evaluations)', as: 'number', cell: ({ reachedAfter }) => reachedAfter },
    ],
    [own, ...others],
  )
}

/** Table of the bar series that the search used. */
export const dataTable = (rows: readonly DataRow[]): Markup => html`${table<DataRow>(
  [
    { title: 'symbol', as: 'name', cell: ({ symbol }) => symbol },
    { title: 'venue', cell: ({ venue }) => venue },
    { title: 'from (UTC)', cell: ({ from }) => showTime(from) },
    { title: 'to (UTC)', cell: ({ to }) => showTime(to) },
    { title: 'bars', as: 'number', cell: ({ bars }) => inUnit(bars, 'count') },
    {
      title: 'fingerprint',
      cell: ({ fingerprint }) => html`<code title="${fingerprint}">${fingerprint.slice(0, 16)}</code>`,
    },
  ],
  rows,
  { tall: true },
)}
${note("A fingerprint is the beginning of the SHA-256 over a series' columns: equal fingerprints mean equal bars. Warm-up bars are included.")}`
