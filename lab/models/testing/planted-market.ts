import { type Bars, type Column, makeBars } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { gaussian, stream } from '../../random.ts'

/** 2024-01-01 00:00 UTC. */
const start = 1_704_067_200_000

/** What the next bar's return leans to, in units of `lean`: −1 to +1. */
export type Plan = (past: { readonly closes: readonly number[]; readonly storm: number }) => number

/** A straight line: what has risen over five bars falls back, what has fallen recovers. */
export const reversal: Plan = ({ closes }) => {
  const before = closes.at(-6)
  return before === undefined ? 0 : -Math.tanh((30 * (closes.at(-1) ?? before)) / before - 30)
}

/** No line: calm and storm fall, what lies between rises. */
export const middling: Plan = ({ storm }) => (Math.abs(storm) < 0.7 ? 1 : -1)

/** Hourly bars with a return that leans as planned, among noise whose size comes and goes over days. */
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
 * How surely an exposure earned before costs: its mean return per bar over the deviation of that mean. Decided at a close, held from the
 * next open to the one after it.
 */
export function sureness({ open }: Pick<Bars, 'open'>, exposure: Column, from: number): number {
  const earned: number[] = []
  for (let row = from; row + 2 < open.length; row++) earned.push(exposure[row] * (open[row + 2] / open[row + 1] - 1))
  const mean = earned.reduce((sum, x) => sum + x, 0) / earned.length
  const squares = earned.reduce((sum, x) => sum + (x - mean) ** 2, 0)
  return mean / Math.sqrt(squares / earned.length / earned.length)
}
