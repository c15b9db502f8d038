import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column } from '../market/bars.ts'
import type { Exits } from './strategy.ts'

/**
 * The average true range on which exits are based, in units of the price. It is a simple mean, which depends on the
 * last `atrWindow` bars only. Wilder's average depends on all earlier bars, so a runtime started later would place its
 * stops elsewhere.
 *
 * @returns `undefined` when no exit uses it
 */
export function rangeOf({ atrWindow }: Exits, bars: Bars, indicators: Indicators): Column | undefined {
  if (atrWindow === undefined) return undefined
  return indicators.sma(indicators.trueRange(bars.high, bars.low, bars.close), atrWindow)
}

/** Warm-up in bars: the first true range of a window needs the previous close. */
export const rangeWarmup = ({ atrWindow }: Exits): number => (atrWindow === undefined ? 0 : atrWindow + 1)
