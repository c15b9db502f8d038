import type { Indicators } from '../../indicators/memo.ts'
import { requireBars } from '../../indicators/period.ts'
import { type Bars, rowAt } from '../../market/bars.ts'
import { type AlignedReturns, alignReturns } from '../../regimes/aligned-returns.ts'
import { commonCovariance } from '../allocation/common-covariance.ts'
import { riskParity } from '../allocation/risk-parity.ts'

/**
 * Share of each symbol at which all symbols contribute equal risk, divided by the largest share, so that the largest is
 * 1. Symbols with unknown risk are absent.
 */
export type EqualRisk = ReadonlyMap<string, number>

const unknownRisk: EqualRisk = new Map()

/** Minimum fraction of the window in which a symbol's return must be known; symbols below it get no share. */
const leastKnown = 0.8
/**
 * Minimum fraction of the window in which the returns of all these symbols must be known at the same time. In addition,
 * there must be at least twice as many rows of this kind as symbols.
 */
const leastCommon = 0.5

/**
 * Returns a function from a bar's open time to the shares with equal risk contributions. They are computed from the
 * returns of the last `window` intervals, including the bar that opens at that time. The result depends on times and
 * prices only, not on where the history of the market starts.
 *
 * @param market bars of one interval, each symbol once, at least one
 * @param window number of intervals, an integer ≥ 2
 * @throws RangeError when intervals differ or a symbol appears twice
 */
export function equalRisk(market: readonly Bars[], window: number, indicators: Pick<Indicators, 'ofMarket'>): Solved {
  requireBars('equalRisk: window', window, 2)
  // Sorted by name, so that the order of the market does not change the result even in its last digit.
  const sorted = market.toSorted((a, b) => (a.symbol < b.symbol ? -1 : 1))
  return indicators.ofMarket('equalRisk', sorted, [window], () => solving(sorted, window))
}

/** Solves for each time once and caches the result. */
function solving(sorted: readonly Bars[], window: number): Solved {
  const aligned = alignReturns(sorted)
  const found = new Map<number, EqualRisk>()
  return time => {
    const known = found.get(time) ?? solve(aligned, window, time)
    found.set(time, known)
    return known
  }
}

/** Maps a bar's open time, epoch ms, to the shares at that time. The map is empty when the risk is unknown. */
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
