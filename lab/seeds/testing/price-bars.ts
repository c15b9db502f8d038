import { type Bars, makeBars } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { newYear } from '../../testing/crafted.ts'

export interface PriceBarsOptions {
  /** Base units of every bar; default: 1. */
  readonly volume?: ArrayLike<number>
  /** Rates per hour; unknown when left out. */
  readonly funding?: ArrayLike<number>
}

/** Hourly bars whose price moves straight from each close to the next. */
export function priceBars(closes: ArrayLike<number>, { volume, funding }: PriceBarsOptions = {}): Bars {
  const close = Float64Array.from(closes)
  const open = close.map((price, i) => (i === 0 ? price : close[i - 1]))
  return makeBars({
    symbol: 'SYN-A',
    interval: hour,
    venue: 'synthetic',
    synthetic: true,
    openTime: close.map((_, i) => newYear + i * hour),
    open,
    high: close.map((price, i) => Math.max(price, open[i])),
    low: close.map((price, i) => Math.min(price, open[i])),
    close,
    volume: volume ? Float64Array.from(volume) : new Float64Array(close.length).fill(1),
    ...(funding && { funding: Float64Array.from(funding) }),
  })
}

/** A price series from levels and durations: `[100, 3], [101, 2]` is 100, 100, 100, 101, 101. */
export const levels = (...stays: readonly (readonly [price: number, bars: number])[]): readonly number[] =>
  stays.flatMap(([price, bars]) => new Array<number>(bars).fill(price))
