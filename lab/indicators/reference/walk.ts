import { type Bars, makeBars } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { gaussian, stream } from '../../random.ts'

/** Hourly bars of a random walk around 60 000 with uneven volumes; equal seed numbers give equal bars. */
export function walk(seed: number, length: number): Bars {
  const next = stream(seed, 'indicator bars')
  const [open, high, low, close, volume] = Array.from({ length: 5 }, () => new Float64Array(length))
  let price = 60_000
  for (let i = 0; i < length; i++) {
    open[i] = price
    price *= Math.exp(0.006 * gaussian(next))
    close[i] = price
    high[i] = Math.max(open[i], price) * (1 + 0.003 * next())
    low[i] = Math.min(open[i], price) * (1 - 0.003 * next())
    volume[i] = 300 * Math.exp(gaussian(next))
  }
  const openTime = Float64Array.from({ length }, (_, i) => 1_700_000_000_000 + i * hour)
  return makeBars({
    symbol: 'WALK',
    interval: hour,
    venue: 'random walk',
    synthetic: true,
    openTime,
    open,
    high,
    low,
    close,
    volume,
  })
}
