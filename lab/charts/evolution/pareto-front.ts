import { type Chart, drawn, type Headline, title } from '../chart.ts'
import { config, palette } from '../theme.ts'
import type { EvaluatedGenome } from './evaluated.ts'

/** Indices of the two objectives on the axes. */
export type Pair = readonly [x: number, y: number]

/**
 * Keys of the non-dominated genomes. A genome is dominated if another is at least as good in every objective and
 * better in one. Genomes without finite objectives are left out.
 */
export function nonDominated(evaluated: readonly EvaluatedGenome[]): ReadonlySet<string> {
  const rated = evaluated.filter(one => one.objectives?.every(Number.isFinite))
  // Sorted by the first objective, best first: only an earlier genome can dominate a later one.
  const sorted = [...rated].sort((a, b) => compare(b.objectives ?? [], a.objectives ?? []))
  const front: EvaluatedGenome[] = []
  for (const one of sorted) {
    if (!front.some(other => dominates(other.objectives ?? [], one.objectives ?? []))) front.push(one)
  }
  return new Set(front.map(({ key }) => key))
}

const dominates = (a: readonly number[], b: readonly number[]) =>
  a.every((x, i) => x >= b[i]) && a.some((x, i) => x > b[i])

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((x, i) => x !== b[i])
  return at < 0 ? 0 : a[at] - b[at]
}

/**
 * Scatter plot of genomes by two objectives; larger is better in both. Non-dominated genomes are highlighted.
 *
 * @param front      keys of the non-dominated genomes
 * @param objectives names of all objectives
 */
export function paretoFront(
  evaluated: readonly EvaluatedGenome[],
  front: ReadonlySet<string>,
  objectives: readonly string[],
  [x, y]: Pair,
  headline: Headline = {},
): Chart {
  const rows = evaluated.flatMap(({ key, objectives: values, seed, fitness, born }) =>
    values === undefined
      ? []
      : { x: drawn(values[x]), y: drawn(values[y]), seed, fitness, born, front: front.has(key) },
  )
  const lit = rows.filter(row => row.front)
  const position = {
    x: {
      field: 'x',
      type: 'quantitative',
      title: objectives[x],
      scale: { zero: false, domain: span(rows, 'x', lit) },
      axis: { grid: true, format: '.3~g' },
    },
    y: {
      field: 'y',
      type: 'quantitative',
      title: objectives[y],
      scale: { zero: false, domain: span(rows, 'y', lit) },
      axis: { format: '.3~g' },
    },
  } as const
  const tooltip = [
    { field: 'seed', title: 'idea' },
    { field: 'x', type: 'quantitative', title: objectives[x], format: '.4~g' },
    { field: 'y', type: 'quantitative', title: objectives[y], format: '.4~g' },
    { field: 'fitness', type: 'quantitative', format: '.4f' },
    { field: 'born', title: 'generation' },
  ] as const
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    ...title(headline),
    width: headline.width ?? 350,
    height: headline.height ?? 260,
    config,
    layer: [
      {
        data: { values: rows.filter(row => !row.front) },
        mark: { type: 'circle', size: 14, color: palette.neutral, opacity: 0.35, clip: true },
        encoding: { ...position, tooltip: [...tooltip] },
      },
      {
        data: { values: lit },
        mark: { type: 'circle', size: 52, color: palette.fall, opacity: 0.9, stroke: palette.paper, strokeWidth: 0.6 },
        encoding: { ...position, tooltip: [...tooltip] },
      },
    ],
  }
}

type Point = Readonly<Record<'x' | 'y', number | null>>

/**
 * Range of an axis. It covers the whole front and the better 90 % of all genomes, because a few bad genomes would
 * compress the rest.
 */
function span(rows: readonly Point[], axis: 'x' | 'y', lit: readonly Point[]): [number, number] {
  const known = (points: readonly Point[]) => points.flatMap(point => point[axis] ?? []).sort((a, b) => a - b)
  const all = known(rows)
  const front = known(lit)
  const least = Math.min(front[0], all[Math.floor(0.1 * all.length)])
  const most = all[all.length - 1]
  return least < most ? [least, most] : [least - 1, least + 1]
}
