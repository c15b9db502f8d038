import { type DurationMs, day, hour } from '../../market/units.ts'
import type { Random } from '../../random.ts'

/** Standard deviation of an hourly return in calm, usual and turbulent markets, as observed for large perpetuals. */
const hourlyVolatility = [0.003, 0.006, 0.012] as const
/** Mean duration of a regime, in ms. */
const meanStay: DurationMs = 10 * day

/**
 * Volatility of each bar: standard deviation of its return, as a fraction of the price. All symbols share it, because
 * turbulence affects the whole market.
 */
export function volatilityRegimes(chance: Random, bars: number, interval: DurationMs): Float64Array {
  const leave = interval / meanStay
  const scale = Math.sqrt(interval / hour)
  let regime = 1
  return Float64Array.from({ length: bars }, () => {
    // Calm and turbulent regimes both change into the usual one first.
    if (chance() < leave) regime = regime === 1 ? (chance() < 0.6 ? 0 : 2) : 1
    return hourlyVolatility[regime] * scale
  })
}
