import { requireSeed } from '../../genome/require-registered.ts'
import type { TradedStrategy } from '../../genome/strategy-of.ts'
import { quantile } from '../../models/quantile.ts'
import { clampGene } from '../../seeds/draw.ts'
import { type Candidate, seen } from '../candidate.ts'
import { above, atLeast, atMost, type Gate } from './gate.ts'
import { genesAtEdge, neighbour, reachOf } from './neighbour.ts'
import { annualSharpe } from './returns.ts'

export interface PlateauFindings {
  /** Annual Sharpe ratio of the candidate over training and validation. */
  readonly own?: number
  /** Annual Sharpe ratios of its neighbours, in the order drawn; 0 for one that never trades. */
  readonly neighbours: readonly { readonly radius: number; readonly sharpeAnnual: number }[]
  readonly median?: number
  readonly tenth?: number
  readonly edge: number
  readonly genes: number
  /** Sharpe ratios on a grid over the first two genes of its first seed; absent if it has fewer. */
  readonly map?: PlateauMap
}

export interface PlateauMap {
  readonly x: string
  readonly y: string
  readonly cells: readonly { readonly x: number; readonly y: number; readonly value: number }[]
}

/** G4: whether similar genes give similar results. */
export const plateau: Gate<PlateauFindings> = {
  id: 'G4',
  name: 'plateau',
  concern: 'Similar genes are profitable too: the result is a plateau and not an isolated peak.',
  async find({ candidate, thresholds, measure, chance }, onProgress) {
    const { bred, costs } = candidate
    const { samples, radii } = thresholds.plateau
    const draw = chance('neighbours')
    const near = Array.from({ length: samples }, (_, i) => {
      const radius = radii[i % radii.length]
      return { radius, strategy: neighbour(bred, radius, draw) }
    })
    const grid = gridAround(candidate)
    const all = [bred, ...near.map(({ strategy }) => strategy), ...(grid?.strategies ?? [])]
    const found = await measure(
      all.map(strategy => ({ strategy, ...seen(candidate), costs })),
      onProgress,
    )
    const ratios = found.map(({ daily }) => annualSharpe(daily) ?? 0)
    const neighbours = near.map(({ radius }, i) => ({ radius, sharpeAnnual: ratios[i + 1] }))
    const values = Float64Array.from(neighbours, ({ sharpeAnnual }) => sharpeAnnual)
    const traded = found[0].metrics.trades > 0
    return {
      ...(traded && { own: ratios[0], median: quantile(values, 0.5), tenth: quantile(values, 0.1) }),
      neighbours,
      ...genesAtEdge(bred),
      ...(grid && {
        map: {
          x: grid.x,
          y: grid.y,
          cells: grid.points.map((point, i) => ({ ...point, value: ratios[1 + near.length + i] })),
        },
      }),
    }
  },
  checks: [
    {
      check: 'median neighbour',
      unit: 'ratio',
      required: t => t.plateau.median,
      found: f => (f.own !== undefined && f.own > 0 && f.median !== undefined ? f.median / f.own : undefined),
      passes: atLeast,
      say: (found, required, f) =>
        `The median Sharpe ratio of ${f.neighbours.length} neighbours is ${found} of its own, ${f.own?.toFixed(2)}. Required: at least ${required}.`,
      silent: 'It made no profit to compare its neighbours with.',
    },
    {
      check: 'tenth of the neighbours',
      unit: 'ratio',
      required: () => 0,
      found: f => f.tenth,
      passes: above,
      say: found => `10th percentile of its neighbours' Sharpe ratio: ${found}. Required: above zero.`,
      silent: 'It did not trade.',
    },
    {
      check: 'genes at an end of their range',
      unit: 'share',
      required: t => t.plateau.edge,
      found: f => (f.genes > 0 ? f.edge / f.genes : 0),
      passes: atMost,
      say: (found, required, f) =>
        `${f.edge} of ${f.genes} genes (${found}) lie at a bound of their range, beyond which nothing was tested. Limit: ${required}.`,
      silent: '',
    },
  ],
}

const gridSteps = 7
const gridRadius = 0.4

function gridAround({ bred }: Candidate):
  | {
      readonly x: string
      readonly y: string
      readonly points: readonly { readonly x: number; readonly y: number }[]
      readonly strategies: readonly TradedStrategy[]
    }
  | undefined {
  const [seed] = bred.seeds
  const specs = Object.entries(requireSeed(seed.name).genes)
  const wide = specs.filter(([, spec]) => spec.kind === 'int' || spec.max - spec.min > 0)
  if (seed.model || wide.length < 2) return undefined
  const [[x, xSpec], [y, ySpec]] = wide
  const line = (value: number, spec: (typeof specs)[number][1]) => [
    ...new Set(
      Array.from({ length: gridSteps }, (_, i) =>
        clampGene(value + reachOf(value, spec, gridRadius) * ((2 * i) / (gridSteps - 1) - 1), spec),
      ),
    ),
  ]
  const points = line(seed.genes[x], xSpec).flatMap(a => line(seed.genes[y], ySpec).map(b => ({ x: a, y: b })))
  const strategies = points.map(point => ({
    ...bred,
    seeds: [{ ...seed, genes: { ...seed.genes, [x]: point.x, [y]: point.y } }, ...bred.seeds.slice(1)],
  }))
  return { x: `${seed.name}.${x}`, y: `${seed.name}.${y}`, points, strategies }
}
