import type { UniverseRules } from '../data/universe/rules.ts'
import type { Scores } from '../data/universe/score.ts'
import { showTime } from '../market/units.ts'
import { type Chart, defaultWidth, type Headline } from './chart.ts'
import { type Panel, panelTitle, sideBySide } from './side-by-side.ts'
import { lineColours, palette } from './theme.ts'

/** What was chosen at a time, best first, and what was not. */
export interface ScoredUniverse {
  /** Epoch ms. */
  readonly at: number
  readonly chosen: readonly { readonly symbol: string; readonly scores: Scores }[]
  /** With the name of the limit that each did not keep. */
  readonly excluded: readonly { readonly symbol: string; readonly rule: string }[]
}

/**
 * The parts of each chosen asset's score as a bar, in the order of choice, and which assets each limit left out. Each universe has a panel
 * of its own, side by side.
 *
 * @param weights those by which the scores were made
 */
export function universeScores(
  universes: readonly ScoredUniverse[],
  weights: UniverseRules['weights'],
  headline: Headline = {},
): Chart {
  const width = Math.floor((headline.width ?? defaultWidth) / Math.max(1, universes.length) - 86)
  // One scale for all, or the bars of two times could not be compared.
  const most = Math.max(0.1, ...universes.flatMap(({ chosen }) => chosen.map(({ scores }) => scores.composite ?? 0)))
  const added = universes.flatMap(({ chosen }) => chosen.flatMap(({ scores }) => scoreParts(scores, weights)))
  const used = parts.filter(part => added.some(one => one.part === part && one.share > 0))
  return sideBySide(
    {
      title: 'What was worth trading, and by what',
      subtitle: 'in the order of choice, which also looks for what the others are not; then who was left out, and why',
      ...headline,
    },
    universes.map(universe => panel(universe, weights, { width, most, used })),
    24,
  )
}

/** The parts in which a score is told, from the axis outwards. */
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

/** What each part adds to the composite: together they are the composite. */
export function scoreParts(scores: Scores, { liquidity, volatility, composite }: UniverseRules['weights']) {
  const isBook = scores.liquidityFrom === 'book'
  const shares: Readonly<Record<Part, number>> = {
    depth: isBook ? liquidity.depth * (scores.depth ?? 0) : 0,
    // Without a book, volume stands in for what only a book knows.
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
