import type { Indicators } from '../../indicators/memo.ts'
import { day } from '../../market/units.ts'
import { annualVolatility } from '../../regimes/volatility.ts'
import type { ScalingInput } from './scaling.ts'

/** Look-back periods in bars, and their weights. */
const moves = [
  { bars: 5, weight: 0.6 },
  { bars: 20, weight: 0.4 },
] as const

/** Warm-up in bars: the longer look-back. */
export const momentumMemory = 20

const year = 365 * day

/**
 * 0.5, more where the market moves with the signal, less where it moves against it. Moves are measured in standard
 * deviations of the symbol, so that the gene means the same for a calm and a volatile symbol.
 *
 * @param reach  change of the share for a move of two standard deviations
 * @param window bars over which the symbol's volatility is measured, an integer ≥ 2
 * @returns 0…1; NaN where the price did not move; first defined row: the larger of window and 20
 */
export function momentumShare(
  { bars, signal }: Pick<ScalingInput, 'bars' | 'signal'>,
  reach: number,
  window: number,
  { logReturns }: Pick<Indicators, 'logReturns'>,
): Float64Array {
  const volatility = annualVolatility(bars, window)
  const measured = moves.map(({ bars: back, weight }) => ({
    weight,
    grown: logReturns(bars.close, back),
    years: Math.sqrt((back * bars.interval) / year),
  }))
  return volatility.map((annual, i) => {
    if (!(annual > 0)) return Number.NaN
    let strength = 0
    for (const { weight, grown, years } of measured) strength += (weight * grown[i]) / (annual * years)
    return Math.max(0, Math.min(1, (1 + reach * Math.sign(signal[i]) * strength) / 2))
  })
}
