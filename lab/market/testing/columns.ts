import fc from 'fast-check'
import { walk } from '../../data/testing/lake.ts'
import { type Random, random } from '../../random.ts'
import { type Bars, makeBars, type OptionalColumn, optionalColumns, requiredColumns } from '../bars.ts'
import { minute } from '../units.ts'

/**
 * The bars with exactly these optional columns, filled with invented values; a fraction `holes` of the rows is unknown.
 */
export function withColumns(bars: Bars, names: readonly OptionalColumn[], chance: Random, holes = 0.1): Bars {
  const { low, high, volume } = bars
  const value: Readonly<Record<OptionalColumn, (row: number) => number>> = {
    funding: () => 1e-4 * (chance() - 0.4),
    vwap: row => (volume[row] > 0 ? low[row] + (high[row] - low[row]) * chance() : Number.NaN),
    sentiment: () => Math.floor(101 * chance()),
  }
  const columns = names.map(name => [
    name,
    Float64Array.from({ length: low.length }, (_, row) => (chance() < holes ? Number.NaN : value[name](row))),
  ])
  return makeBars({ ...withoutColumns(bars), ...Object.fromEntries(columns) })
}

/** The bars without optional columns. */
export function withoutColumns(bars: Bars): Bars {
  const absent = new Set<string>(optionalColumns)
  return Object.fromEntries(Object.entries(bars).filter(([name]) => !absent.has(name))) as unknown as Bars
}

/** Any subset of the optional columns. */
export const someColumns: fc.Arbitrary<OptionalColumn[]> = fc.subarray([...optionalColumns])

/** Up to 300 one-minute bars with any of the optional columns; some minutes are missing or have no trades. */
export const anyBars: fc.Arbitrary<Bars> = fc
  .record({
    ...{ names: someColumns, seed: fc.nat(), rows: fc.nat(300) },
    ...{ gaps: fc.constantFrom(0, 0.01), idle: fc.constantFrom(0, 0.5), holes: fc.constantFrom(0, 0.05, 0.5, 1) },
  })
  .map(({ names, seed, rows, gaps, idle, holes }) => {
    const chance = random(seed)
    const whole = walk('BTC', rows, { interval: minute }, seed)
    const kept = Array.from({ length: rows }, (_, row) => row).filter(() => chance() >= gaps)
    const columns = requiredColumns.map(name => [name, Float64Array.from(kept, row => whole[name][row])])
    const bars: Bars = { ...whole, ...Object.fromEntries(columns) }
    const volume = Float64Array.from(bars.volume, traded => (chance() < idle ? 0 : traded))
    return withColumns({ ...bars, volume }, names, chance, holes)
  })

/** The optional columns present in these bars. */
export const columnsOf = (bars: Bars): OptionalColumn[] => optionalColumns.filter(name => name in bars)
