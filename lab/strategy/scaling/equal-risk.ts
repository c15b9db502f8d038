import type { Indicators } from '../../indicators/memo.ts'
import { requireBars } from '../../indicators/period.ts'
import { type Bars, rowAt } from '../../market/bars.ts'
import { type AlignedReturns, alignReturns } from '../../regimes/aligned-returns.ts'
import { commonCovariance } from '../allocation/common-covariance.ts'
import { riskParity } from '../allocation/risk-parity.ts'

/** Share of each symbol relative to the largest share, which is 1. Symbols with unknown risk are absent. */
export type EqualRisk = ReadonlyMap<string, number>

const unknownRisk: EqualRisk = new Map()

/** Fraction of the window in which a symbol must be known to take part. */
const leastKnown = 0.8
/**
 * Fraction of the window that all of these symbols must have in common. In addition, at least twice as many rows as
 * symbols are needed.
 */
const leastCommon = 0.5

/**
 * Equal risk contributions of a market at any time, from the returns of the `window` intervals up to and including the
 * bar that opens at that time. The result depends on times and prices alone, not on the caller or the start of its
 * history.
 *
 * @param market bars of one interval, each symbol once, at least one
 * @param window intervals, an integer ≥ 2
 * @throws RangeError when intervals differ or a symbol appears twice
 */
export function equalRisk(market: readonly Bars[], window: number, indicators: Pick<Indicators, 'ofMarket'>): Solved {
  requireBars('equalRisk: window', window, 2)
  // Sorted by name, so that the order of the market does not even change the last digit.
  const sorted = market.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))
  return indicators.ofMarket('equalRisk', sorted, [window], () => solving(sorted, window))
}

/** Solves once per time and caches the result. */
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
  // The first return of the window needs the bar before it.
  const from = rowAt({ openTime }, time - (window - 1) * interval)
  const to = rowAt({ openTime }, time + 1)
  if (to - from < leastKnown * window) return unknownRisk
  const recent = returns.map(column => column.subarray(from, to))
  const present = recent.flatMap((column, k) => {
    let points = 0
    for (let i = 0; i < column.length; i++) if (Number.isFinite(column[i])) points++
    return points >= leastKnown * window ? [k] : []
  })
  const { covariance, points } = commonCovariance(present.map(k => recent[k]))
  if (points < Math.max(leastCommon * window, 2 * present.length)) return unknownRisk
  const moving = present.flatMap((_, k) => (covariance[k][k] > 0 ? [k] : []))
  const found = riskParity(moving.map(a => Float64Array.from(moving, b => covariance[a][b])))
  if (!found.ok) return unknownRisk
  const { shares } = found.value
  const most = Math.max(...shares)
  return new Map(moving.map((k, at) => [symbols[present[k]], shares[at] / most]))
}
