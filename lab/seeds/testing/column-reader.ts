import { type OptionalColumn, optionalColumns } from '../../market/bars.ts'
import { int, type Seed, seed } from '../seed.ts'

/** Where it lies against this, an optional column is thought to say something. */
const middle: Readonly<Record<OptionalColumn, (close: number) => number>> = {
  funding: () => 0,
  vwap: close => close,
  sentiment: () => 50,
}

/** A seed for tests that has a signal about nothing but the optional columns: what one of them tells otherwise, it trades otherwise. */
export const columnReader = seed({
  name: 'column-reader',
  idea: 'Whatever is known besides the candle counts.',
  genes: { memory: int(2, 8) },
  warmup: ({ memory }) => memory,
  exposure(bars, { memory }) {
    const signal = Float64Array.from(bars.close, (close, row) => {
      let votes = 0
      for (const name of optionalColumns) {
        const value = bars[name]?.[row] ?? Number.NaN
        if (!Number.isNaN(value)) votes += value < middle[name](close) ? 1 : -1
      }
      return votes / optionalColumns.length
    })
    return signal.map((_, row) => {
      const recent = signal.subarray(Math.max(0, row + 1 - memory), row + 1)
      return recent.reduce((sum, vote) => sum + vote, 0) / memory
    })
  },
})

/** The registry of seeds with this one in it. */
export const besideColumnReader = <T extends { seedNamed(name: string): Seed | undefined }>(registry: T): T => ({
  ...registry,
  seedNamed: (name: string) => (name === columnReader.name ? columnReader : registry.seedNamed(name)),
})
