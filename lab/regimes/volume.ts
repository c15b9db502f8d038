import { requireBars } from '../indicators/period.ts'
import { sma } from '../indicators/sma.ts'
import type { Column } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { requireAscending } from './bounds.ts'

/** Codes of the volume regime. */
export const volumeRegime = { low: 0, normal: 1, high: 2 } as const

/** Codes of the direction of volume. */
export const volumeDirection = { falling: -1, stable: 0, rising: 1 } as const

/**
 * Volume divided by the mean of the last `period` bars, including the current one.
 *
 * @param volume base units per bar, ≥ 0
 * @param period bars, an integer ≥ 1
 * @returns 1 is average; clamped to 0.1…5; NaN where nothing was traded in the window; first defined row: period − 1
 */
export function volumeRatio(volume: Column, period: number): Float64Array {
  requireBars('volumeRatio: period', period)
  return sma(volume, period).map((mean, i) => (mean > 0 ? within(volume[i] / mean, 0.1, 5) : Number.NaN))
}

/**
 * Classifies volume as low, normal or high against its own mean.
 *
 * @param period bars, an integer ≥ 1; usual: 20
 * @param low    ratio to the mean at or below which volume is low; usual: 0.7
 * @param high   ratio at or above which it is high; usual: 1.3
 * @returns codes of `volumeRegime`; first defined row: period − 1
 */
export const volumeRegimes = (volume: Column, period: number, low: number, high: number): Float64Array =>
  volumeRegimesOf(volumeRatio(volume, period), low, high)

/** Classifies given volume ratios, such as the ratios of a whole market; see `volumeRegimes`. */
export function volumeRegimesOf(ratios: Column, low: number, high: number): Float64Array {
  requireAscending('volumeRegimes', { low, high })
  return rowByRow(ratios, ratio => {
    if (Number.isNaN(ratio)) return Number.NaN
    if (ratio >= high) return volumeRegime.high
    return ratio <= low ? volumeRegime.low : volumeRegime.normal
  })
}

/**
 * Direction of volume: rising where the mean of the last `fast` bars is more than a tenth above that of the last
 * `slow`, falling where it is more than a tenth below.
 *
 * @param fast bars, an integer ≥ 1; usual: 5
 * @param slow bars, an integer ≥ 1; usual: 20
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
 * Growth of the mean volume of the last `period` bars over that of the `period` bars before them.
 *
 * @param period bars, an integer ≥ 1; usual: 5
 * @returns 0.1 is 10 % more; clamped to −1…+1; NaN where nothing was traded before; first defined row: 2 · period − 1
 */
export function volumeMomentum(volume: Column, period: number): Float64Array {
  requireBars('volumeMomentum: period', period)
  const mean = sma(volume, period)
  return mean.map((now, i) => (mean[i - period] > 0 ? within(now / mean[i - period] - 1, -1, 1) : Number.NaN))
}

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value))
