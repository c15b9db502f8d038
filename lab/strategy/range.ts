import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column } from '../market/bars.ts'
import type { Exits } from './strategy.ts'

/**
 * The mean true range that exits measure distances by: price per bar. A simple mean, which forgets in `atrWindow` bars; Wilder's never does,
 * and a runtime that was started yesterday would place its stops elsewhere.
 *
 * @returns `undefined` where no exit asks for it
 */
export function rangeOf({ atrWindow }: Exits, bars: Bars, indicators: Indicators): Column | undefined {
  if (atrWindow === undefined) return undefined
  return indicators.sma(indicators.trueRange(bars.high, bars.low, bars.close), atrWindow)
}

/** Bars after which older ones no longer matter: the first true range of a window needs the close before it. */
export const rangeWarmup = ({ atrWindow }: Exits): number => (atrWindow === undefined ? 0 : atrWindow + 1)
