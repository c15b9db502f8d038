import type { Indicators } from '../../indicators/memo.ts'
import { day } from '../../market/units.ts'
import { annualVolatility } from '../../regimes/volatility.ts'
import type { ScalingInput } from './scaling.ts'

/** Bars looked back over, and how much each move counts, as documented. */
const moves = [
  { bars: 5, weight: 0.6 },
  { bars: 20, weight: 0.4 },
] as const

/** Bars of history that the longer of the moves needs. */
export const momentumMemory = 20

const year = 365 * day

/**
 * One half, more where the market moves with the signal, less where it moves against it. Moves are counted in their own standard
 * deviations, so that the same gene means the same for a calm symbol and a wild one.
 *
 * Documented as 1 + (.6 of the last 5 bars' return and .4 of the last 20's) × .5: a move of 1 % changed nothing that anyone could notice, and it
 * favoured rising markets even for a short.
 *
 * @param reach  change of the share by a move of two standard deviations
 * @param window bars over which the symbol's volatility is measured, an integer ≥ 2
 * @returns 0…1; NaN where nothing has moved; first defined row: the larger of window and 20
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
