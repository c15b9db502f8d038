import { normalQuantile } from './normal.ts'

/** How deep and how long a strategy of such a mean and deviation sinks without anything being wrong with it. */
export interface ImpliedDrawdown {
  /** Fraction, not compounded. */
  readonly deepest: number
  /** Periods until there. */
  readonly at: number
  /** Periods until the old height is reached again: three times as long as the way down ("triple penance"). */
  readonly underWater: number
}

/**
 * @param mean      per period, above 0
 * @param deviation per period
 * @param alpha     probability that it is worse
 * @returns undefined for a mean that is not above 0: there is no depth at which it turns
 * @see Bailey and López de Prado, "Drawdown-based stop-outs and the triple penance rule", 2014
 */
export function impliedDrawdown(mean: number, deviation: number, alpha = 0.05): ImpliedDrawdown | undefined {
  if (!(mean > 0)) return undefined
  const reach = (normalQuantile(1 - alpha) * deviation) ** 2
  return { deepest: reach / (4 * mean), at: reach / (2 * mean) ** 2, underWater: reach / mean ** 2 }
}

/** The largest drawdown that is expected of a walk without drift: √(π / 2) · σ · √T. @see Magdon-Ismail and others, 2004 */
export const driftlessDrawdown = (deviation: number, periods: number): number =>
  Math.sqrt(Math.PI / 2) * deviation * Math.sqrt(periods)
