import { type Bars, type Column, mapColumns } from '../../market/bars.ts'

/** Copies bars into shared memory, so that all threads use one copy of the market. */
export const sharedMarket = (market: readonly Bars[]): readonly Bars[] => market.map(bars => mapColumns(bars, share))

function share(column: Column): Column {
  if (column instanceof Float64Array && column.buffer instanceof SharedArrayBuffer) return column
  const copy = new Float64Array(new SharedArrayBuffer(8 * column.length))
  copy.set(column)
  return copy
}
