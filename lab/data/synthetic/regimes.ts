import { type DurationMs, day, hour } from '../../market/units.ts'
import type { Random } from '../../random.ts'

/** Standard deviation of an hour's return: calm, usual and wild markets, as large perpetuals show them. */
const hourlyVolatility = [0.003, 0.006, 0.012] as const
const meanStay: DurationMs = 10 * day

/** Volatility per bar, as a fraction of price, shared by all symbols: storms do not come to one coin alone. */
export function volatilityRegimes(chance: Random, bars: number, interval: DurationMs): Float64Array {
  const leave = interval / meanStay
  const scale = Math.sqrt(interval / hour)
  let regime = 1
  return Float64Array.from({ length: bars }, () => {
    // Out of the middle either way, back to the middle from both ends: calm does not turn into a storm overnight.
    if (chance() < leave) regime = regime === 1 ? (chance() < 0.6 ? 0 : 2) : 1
    return hourlyVolatility[regime] * scale
  })
}
