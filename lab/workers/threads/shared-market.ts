import { type Bars, type Column, mapColumns } from '../../market/bars.ts'

/** The same bars in memory that threads share: the market exists once, however many look at it. */
export const sharedMarket = (market: readonly Bars[]): readonly Bars[] => market.map(bars => mapColumns(bars, share))

function share(column: Column): Column {
  if (column instanceof Float64Array && column.buffer instanceof SharedArrayBuffer) return column
  const copy = new Float64Array(new SharedArrayBuffer(8 * column.length))
  copy.set(column)
  return copy
}
