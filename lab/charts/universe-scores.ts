import type { UniverseRules } from '../data/universe/rules.ts'
import type { Scores } from '../data/universe/score.ts'
import { showTime } from '../market/units.ts'
import { type Chart, defaultWidth, type Headline } from './chart.ts'
import { type Panel, panelTitle, sideBySide } from './side-by-side.ts'
import { lineColours, palette } from './theme.ts'

/** Chosen symbols at one time, best first, and the excluded ones. */
export interface ScoredUniverse {
  /** Epoch ms. */
  readonly at: number
  readonly chosen: readonly { readonly symbol: string; readonly scores: Scores }[]
  /** Each with the name of the rule that excluded it. */
  readonly excluded: readonly { readonly symbol: string; readonly rule: string }[]
}

/**
 * The score of each chosen symbol as a bar made of its parts, in order of choice, and the excluded symbols with the rule that excluded
 * them. Universes of several times stand side by side.
 *
 * @param weights the weights that the scores were computed with
 */
export function universeScores(
  universes: readonly ScoredUniverse[],
  weights: UniverseRules['weights'],
  headline: Headline = {},
): Chart {
  const width = Math.floor((headline.width ?? defaultWidth) / Math.max(1, universes.length) - 86)
  // All panels share one scale, so that bars of different times can be compared.
  const most = Math.max(0.1, ...universes.flatMap(({ chosen }) => chosen.map(({ scores }) => scores.composite ?? 0)))
  const added = universes.flatMap(({ chosen }) => chosen.flatMap(({ scores }) => scoreParts(scores, weights)))
  const used = parts.filter(part => added.some(one => one.part === part && one.share > 0))
  return sideBySide(
    {
      title: 'Universe scores by part',
      subtitle:
        'in order of choice, which also favours symbols unlike those already chosen; then the excluded symbols and why',
      ...headline,
    },
    universes.map(universe => panel(universe, weights, { width, most, used })),
    24,
  )
}

/** Parts of a score, from the axis outwards. */
const parts = ['depth', 'volume', 'spread', 'balance', 'volatility', 'calm'] as const
type Part = (typeof parts)[number]
const colours: Readonly<Record<Part, string>> = {
  depth: lineColours[0],
  volume: lineColours[4],
  spread: lineColours[1],
  balance: lineColours[5],
  volatility: lineColours[2],
  calm: lineColours[3],
}

/** Contribution of each part to the composite score; their sum is the composite. */
export function scoreParts(scores: Scores, { liquidity, volatility, composite }: UniverseRules['weights']) {
  const isBook = scores.liquidityFrom === 'book'
  const shares: Readonly<Record<Part, number>> = {
    depth: isBook ? liquidity.depth * (scores.depth ?? 0) : 0,
    // Without an order book, volume takes the weight of depth and balance.
    volume: isBook ? 0 : (liquidity.depth + liquidity.balance) * (scores.volume ?? 0),
    spread: liquidity.spread * (scores.spread ?? 0),
    balance: isBook ? liquidity.balance * (scores.balance ?? 0) : 0,
    volatility: volatility.band * (scores.band ?? 0),
    calm: volatility.stability * (scores.stability ?? 0),
  }
  const isOfVolatility = (part: Part) => part === 'volatility' || part === 'calm'
  return parts.map(part => ({
    part,
    share: shares[part] * (isOfVolatility(part) ? composite.volatility : composite.liquidity),
  }))
}

interface Measures {
  readonly width: number
  readonly most: number
  readonly used: readonly Part[]
}

function panel(
  { at, chosen, excluded }: ScoredUniverse,
  weights: UniverseRules['weights'],
  { width, most, used }: Measures,
): Panel {
  const order = [...chosen, ...excluded].map(({ symbol }) => symbol)
  const bars = chosen.flatMap(({ symbol, scores }, rank) =>
    scoreParts(scores, weights).map(({ part, share }, place) => ({ symbol, rank: rank + 1, part, share, place })),
  )
  const y = { field: 'symbol', type: 'nominal' as const, sort: order, title: null, axis: { labelLimit: 90 } }
  return {
    ...{ width, height: 16 * Math.max(1, order.length) },
    title: panelTitle(`${showTime(at)} UTC: ${chosen.length} chosen, ${excluded.length} left out`),
    layer: [
      {
        data: { values: bars.filter(({ share }) => share > 0) },
        mark: { type: 'bar', height: { band: 0.75 }, stroke: palette.paper, strokeWidth: 0.5 },
        encoding: {
          y,
          x: {
            field: 'share',
            type: 'quantitative',
            title: 'score, 0 to 1, by its parts',
            scale: { domain: [0, most * 1.05], nice: false },
            axis: { format: '.1f', tickCount: 5, grid: true },
          },
          color: {
            field: 'part',
            type: 'nominal',
            scale: { domain: [...used], range: used.map(part => colours[part]) },
          },
          order: { field: 'place' },
          tooltip: [
            { field: 'rank', title: 'chosen as number' },
            { field: 'symbol', title: 'symbol' },
            { field: 'part', title: 'part' },
            { field: 'share', type: 'quantitative', title: 'adds', format: '.3f' },
          ],
        },
      },
      {
        data: { values: excluded.map(({ symbol, rule }) => ({ symbol, why: `left out: ${rule}` })) },
        mark: {
          type: 'text',
          align: 'left',
          baseline: 'middle',
          dx: 4,
          fontSize: 10,
          color: palette.muted,
          tooltip: null,
        },
        encoding: { y, x: { value: 0 }, text: { field: 'why' } },
      },
    ],
  }
}
