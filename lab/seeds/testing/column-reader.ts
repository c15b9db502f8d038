import { type OptionalColumn, optionalColumns } from '../../market/bars.ts'
import { int, type Seed, seed } from '../seed.ts'

/** Value of each optional column that counts as neutral. */
const middle: Readonly<Record<OptionalColumn, (close: number) => number>> = {
  funding: () => 0,
  vwap: close => close,
  sentiment: () => 50,
}

/**
 * A test seed whose signal depends only on the optional columns, so that any difference in one of them changes its
 * trades.
 */
export const columnReader = seed({
  name: 'column-reader',
  idea: 'Trade by the optional columns alone.',
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

/** A registry of seeds with this one added. */
export const besideColumnReader = <T extends { seedNamed(name: string): Seed | undefined }>(registry: T): T => ({
  ...registry,
  seedNamed: (name: string) => (name === columnReader.name ? columnReader : registry.seedNamed(name)),
})
