import { requireBars } from '../indicators/period.ts'
import { sma } from '../indicators/sma.ts'
import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { requireAscending } from './bounds.ts'

/** What the volume regime's numbers mean. */
export const volumeRegime = { low: 0, normal: 1, high: 2 } as const

/** What the numbers of the volume's direction mean. */
export const volumeDirection = { falling: -1, stable: 0, rising: 1 } as const

/**
 * Volume against the mean of the last `period` bars, its own included.
 *
 * @param volume base units per bar, ≥ 0
 * @param period bars, an integer ≥ 1
 * @returns 1 is as usual; 0.1…5, what lies beyond is cut off; NaN where nothing was traded at all; first defined row: period − 1
 */
export function volumeRatio(volume: Column, period: number): Float64Array {
  requireBars('volumeRatio: period', period)
  return sma(volume, period).map((mean, i) => (mean > 0 ? within(volume[i] / mean, 0.1, 5) : Number.NaN))
}

/**
 * Volume as low, normal or high against its own mean.
 *
 * @param period bars, an integer ≥ 1; documented: 20
 * @param low    ratio to the mean at which volume is low or less; documented: 0.7
 * @param high   ratio at which it is high or more; documented: 1.3
 * @returns codes of `volumeRegime`; first defined row: period − 1
 */
export const volumeRegimes = (volume: Column, period: number, low: number, high: number): Float64Array =>
  volumeRegimesOf(volumeRatio(volume, period), low, high)

/** The same of any ratios, such as a whole market's. */
export function volumeRegimesOf(ratios: Column, low: number, high: number): Float64Array {
  requireAscending('volumeRegimes', { low, high })
  return rowByRow(ratios, ratio => {
    if (Number.isNaN(ratio)) return Number.NaN
    if (ratio >= high) return volumeRegime.high
    return ratio <= low ? volumeRegime.low : volumeRegime.normal
  })
}

/**
 * Where volume is heading: rising where the mean of the last `fast` bars is more than a tenth above that of the last `slow`.
 *
 * @param fast bars, an integer ≥ 1; documented: 5
 * @param slow bars, an integer ≥ 1; documented: 20
 * @returns codes of `volumeDirection`; NaN where nothing was traded; first defined row: the longer period − 1
 */
export function volumeTrend(volume: Column, fast: number, slow: number): Float64Array {
  requireBars('volumeTrend: fast', fast)
  requireBars('volumeTrend: slow', slow)
  const quick = sma(volume, fast)
  return sma(volume, slow).map((mean, i) => {
    if (!(mean > 0) || Number.isNaN(quick[i])) return Number.NaN
    const ratio = quick[i] / mean
    if (ratio > 1.1) return volumeDirection.rising
    return ratio < 0.9 ? volumeDirection.falling : volumeDirection.stable
  })
}

/**
 * Growth of the mean volume of `period` bars since the `period` bars before them.
 *
 * @param period bars, an integer ≥ 1; documented: 5
 * @returns 0.1 is 10 % more; −1…+1, what lies beyond is cut off; NaN where nothing was traded before; first defined row: 2 · period − 1
 */
export function volumeMomentum(volume: Column, period: number): Float64Array {
  requireBars('volumeMomentum: period', period)
  const mean = sma(volume, period)
  return mean.map((now, i) => (mean[i - period] > 0 ? within(now / mean[i - period] - 1, -1, 1) : Number.NaN))
}

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value))
