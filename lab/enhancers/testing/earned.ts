import type { Column } from '../../market/bars.ts'
import { gaussian, integer, type Random, stream } from '../../random.ts'

/** What signals earn without costs, in log return: each is held for the bar after its own. */
export function earned(signal: Column, close: Column): number {
  let sum = 0
  for (let i = 0; i + 1 < close.length; i++) sum += signal[i] * Math.log(close[i + 1] / close[i]) || 0
  return sum
}

/** Long or short by the toss of a coin, held for up to a day. */
export function tossed(rows: number, chance: Random): Float64Array {
  const out = new Float64Array(rows)
  for (let row = 0; row < rows; ) {
    const until = row + integer(chance, 1, 24)
    out.fill(chance() < 0.5 ? -1 : 1, row, until)
    row = until
  }
  return out
}

/** Closes that begin at 100, from log returns. */
export function compounded(returns: ArrayLike<number>): Float64Array {
  let sum = 0
  return Float64Array.from(returns, r => 100 * Math.exp((sum += r)))
}

/** Log returns of a walk with this deviation, whose drift, in deviations, turns round every `persistence` rows. */
export function drifting(seed: number, rows: number, deviation: number, drift = 0, persistence = 200): Float64Array {
  const chance = stream(seed, 'drifting')
  return Float64Array.from({ length: rows }, (_, i) => {
    const side = Math.floor(i / persistence) % 2 === 0 ? 1 : -1
    return deviation * (side * drift + gaussian(chance))
  })
}
