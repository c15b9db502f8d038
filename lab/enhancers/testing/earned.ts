import type { Column } from '../../market/bars.ts'
import { gaussian, integer, type Random, stream } from '../../random.ts'

/** Log return earned without costs when each signal is held for the next bar. */
export function earned(signal: Column, close: Column): number {
  let sum = 0
  for (let i = 0; i + 1 < close.length; i++) sum += signal[i] * Math.log(close[i + 1] / close[i]) || 0
  return sum
}

/** Long or short by the toss of a coin, each held for up to 24 bars. */
export function tossed(rows: number, chance: Random): Float64Array {
  const out = new Float64Array(rows)
  for (let row = 0; row < rows; ) {
    const until = row + integer(chance, 1, 24)
    out.fill(chance() < 0.5 ? -1 : 1, row, until)
    row = until
  }
  return out
}

/** Closes from log returns, starting at 100. */
export function compounded(returns: ArrayLike<number>): Float64Array {
  let sum = 0
  return Float64Array.from(returns, r => 100 * Math.exp((sum += r)))
}

/**
 * Log returns of a random walk with this standard deviation, whose drift (in standard deviations) changes sign every
 * `persistence` rows.
 */
export function drifting(seed: number, rows: number, deviation: number, drift = 0, persistence = 200): Float64Array {
  const chance = stream(seed, 'drifting')
  return Float64Array.from({ length: rows }, (_, i) => {
    const side = Math.floor(i / persistence) % 2 === 0 ? 1 : -1
    return deviation * (side * drift + gaussian(chance))
  })
}
