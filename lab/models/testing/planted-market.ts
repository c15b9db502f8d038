import { type Bars, type Column, makeBars } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { gaussian, stream } from '../../random.ts'

/** 2024-01-01 00:00 UTC. */
const start = 1_704_067_200_000

/** Expected return of the next bar, in units of `lean`: −1 to +1. */
export type Plan = (past: { readonly closes: readonly number[]; readonly storm: number }) => number

/** A linear effect: a five-bar rise is followed by a fall, and a fall by a rise. */
export const reversal: Plan = ({ closes }) => {
  const before = closes.at(-6)
  return before === undefined ? 0 : -Math.tanh((30 * (closes.at(-1) ?? before)) / before - 30)
}

/** A non-linear effect: the price falls in calm and in stormy times and rises in between. */
export const middling: Plan = ({ storm }) => (Math.abs(storm) < 0.7 ? 1 : -1)

/** Hourly bars with the planned return plus noise whose volatility varies over days. */
export function plantedMarket(seed: number, rows: number, lean: number, plan: Plan): Bars {
  const chance = stream(seed, 'planted')
  const closes = [100]
  const [opens, highs, lows, volumes]: number[][] = [[100], [100], [100], [1]]
  let storm = 0
  for (let row = 1; row < rows; row++) {
    const before = closes[row - 1]
    const drift = lean * plan({ closes, storm })
    storm = 0.97 * storm + Math.sqrt(1 - 0.97 ** 2) * gaussian(chance)
    const size = 0.006 * Math.exp(0.6 * storm)
    const close = before * Math.exp(drift + size * gaussian(chance))
    closes.push(close)
    opens.push(before)
    highs.push(Math.max(before, close) * (1 + 0.3 * size * chance()))
    lows.push(Math.min(before, close) * (1 - 0.3 * size * chance()))
    volumes.push(1_000 * Math.exp(0.4 * gaussian(chance)))
  }
  const column = (values: readonly number[]) => Float64Array.from(values)
  return makeBars({
    ...{ symbol: 'SYN-A', interval: hour, venue: 'synthetic', synthetic: true },
    openTime: column(closes.map((_, row) => start + row * hour)),
    ...{ open: column(opens), high: column(highs), low: column(lows), close: column(closes), volume: column(volumes) },
  })
}

/**
 * The t statistic of an exposure's earnings before costs: mean return per bar divided by its standard error. Exposure
 * is decided at a close and held from the next open to the open after it.
 */
export function sureness({ open }: Pick<Bars, 'open'>, exposure: Column, from: number): number {
  const earned: number[] = []
  for (let row = from; row + 2 < open.length; row++) earned.push(exposure[row] * (open[row + 2] / open[row + 1] - 1))
  const mean = earned.reduce((sum, x) => sum + x, 0) / earned.length
  const squares = earned.reduce((sum, x) => sum + (x - mean) ** 2, 0)
  return mean / Math.sqrt(squares / earned.length / earned.length)
}
