import { type Bars, type Column, mapColumns } from '../market/bars.ts'

/**
 * A copy of the bars with every column but the open times changed after row `row`. Tests use it to check that decisions
 * do not depend on the future.
 */
export function withCorruptedFuture(bars: Bars, row: number): Bars {
  const bend = (values: Column, change: (x: number, i: number) => number) =>
    Float64Array.from(values, (x, i) => (i <= row ? x : change(x, i)))
  // All prices of a row change by the same factor, so that the candle stays valid.
  const factor = (i: number) => 1.7 + Math.sin(2.3 * i)
  return mapColumns(bars, (values, name) => {
    switch (name) {
      case 'openTime':
        return values
      case 'volume':
        return bend(values, (x, i) => (x + 1) * (2 + Math.cos(i)))
      case 'funding':
        return bend(values, (x, i) => (Number.isNaN(x) ? 0 : x) + 1e-4 * Math.sin(i + 1))
      case 'sentiment':
        return bend(values, (x, i) => (Number.isNaN(x) ? 50 : 100 - x) * (0.5 + 0.5 * Math.abs(Math.sin(i))))
      default:
        return bend(values, (x, i) => x * factor(i))
    }
  })
}
