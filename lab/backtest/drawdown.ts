import type { Column } from '../market/bars.ts'
import { type DurationMs, day, type Fraction, type Usd } from '../market/units.ts'

/** Drawdown at each close: loss from the highest equity so far, 0…1. The starting cash counts as a high. */
export function drawdowns(cash: Usd, equity: Column): Float64Array {
  let height = cash
  return Float64Array.from(equity, value => {
    height = Math.max(height, value)
    return 1 - value / height
  })
}

/** The largest drawdown: loss from the highest equity so far, 0…1. The starting cash counts as a high. */
export function maxDrawdown(cash: Usd, equity: Column): Fraction {
  let deepest = 0
  for (const depth of drawdowns(cash, equity)) deepest = Math.max(deepest, depth)
  return deepest
}

/**
 * Longest time below an earlier high, in days. A drawdown that has not ended counts up to the last close.
 *
 * @param time closes of the bars, epoch ms
 * @param equity equity at those closes
 */
export function longestUnderWater(cash: Usd, time: Column, equity: Column): number {
  const depth = drawdowns(cash, equity)
  let longest: DurationMs = 0
  let since: number | undefined
  for (let i = 0; i < depth.length; i++) {
    if (depth[i] === 0) since = undefined
    else {
      since ??= i === 0 ? time[0] : time[i - 1]
      longest = Math.max(longest, time[i] - since)
    }
  }
  return longest / day
}
