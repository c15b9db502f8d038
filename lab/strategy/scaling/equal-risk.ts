import type { Indicators } from '../../indicators/memo.ts'
import { requireBars } from '../../indicators/period.ts'
import { type Bars, rowAt } from '../../market/bars.ts'
import { type AlignedReturns, alignReturns } from '../../regimes/aligned-returns.ts'
import { commonCovariance } from '../allocation/common-covariance.ts'
import { riskParity } from '../allocation/risk-parity.ts'

/** What each symbol may take, against the one that may take most: that one has 1. A symbol that is unknown is not in it. */
export type EqualRisk = ReadonlyMap<string, number>

const nobody: EqualRisk = new Map()

/** Part of the window in which a symbol must be known to be among those that share the risk. */
const leastKnown = 0.8
/** Part of the window that all of those must have in common; and never fewer rows than twice their number. */
const leastCommon = 0.5

/**
 * Equal risk contributions of a market at any time, from the returns of the bars that open in the `window` intervals up to it, one of that
 * very time among them. Times and prices alone decide: whoever asks, and since whenever they have been watching, is told the same.
 *
 * @param market bars of one interval, each symbol once, at least one
 * @param window intervals, an integer ≥ 2
 * @throws RangeError when intervals differ or a symbol comes twice
 */
export function equalRisk(market: readonly Bars[], window: number, indicators: Pick<Indicators, 'ofMarket'>): Solved {
  requireBars('equalRisk: window', window, 2)
  // By name, so that the order of the market does not even decide about the last digit.
  const sorted = market.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))
  return indicators.ofMarket('equalRisk', sorted, [window], () => solving(sorted, window))
}

/** Solves each time once. */
function solving(sorted: readonly Bars[], window: number): Solved {
  const aligned = alignReturns(sorted)
  const found = new Map<number, EqualRisk>()
  return time => {
    const known = found.get(time) ?? solve(aligned, window, time)
    found.set(time, known)
    return known
  }
}

type Solved = (time: number) => EqualRisk

function solve({ symbols, returns, openTime, interval }: AlignedReturns, window: number, time: number): EqualRisk {
  // A return of the first interval of the window needs the bar before it, as old as the window is long.
  const from = rowAt({ openTime }, time - (window - 1) * interval)
  const to = rowAt({ openTime }, time + 1)
  if (to - from < leastKnown * window) return nobody
  const recent = returns.map(column => column.subarray(from, to))
  const present = recent.flatMap((column, k) => {
    let points = 0
    for (let i = 0; i < column.length; i++) if (Number.isFinite(column[i])) points++
    return points >= leastKnown * window ? [k] : []
  })
  const { covariance, points } = commonCovariance(present.map(k => recent[k]))
  if (points < Math.max(leastCommon * window, 2 * present.length)) return nobody
  const moving = present.flatMap((_, k) => (covariance[k][k] > 0 ? [k] : []))
  const found = riskParity(moving.map(a => Float64Array.from(moving, b => covariance[a][b])))
  if (!found.ok) return nobody
  const { shares } = found.value
  const most = Math.max(...shares)
  return new Map(moving.map((k, at) => [symbols[present[k]], shares[at] / most]))
}
