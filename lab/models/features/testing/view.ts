import { walk } from '../../../indicators/reference/walk.ts'
import { type Bars, type Column, mapColumns, slice } from '../../../market/bars.ts'
import type { FeatureView } from '../feature.ts'

type Change = (value: number, row: number) => number

/** Four symbols with partly shared moves, full candles and uneven volumes. */
export function wanderingView(seed: number, length: number): FeatureView {
  const shared = walk(seed, length)
  const market = ['D', 'B', 'C', 'A'].map((symbol, k) => mixed(symbol, shared, walk(seed + k + 1, length)))
  return { bars: market[0], market }
}

/** Rows `[from, to)` of all columns. */
export const cut = (view: FeatureView, from: number, to: number): FeatureView =>
  changed(view, bars => slice(bars, from, to))

/** All columns changed, except times. */
export const perturbed = (view: FeatureView, price: Change, size: Change = price): FeatureView =>
  changed(view, bars =>
    mapColumns(bars, (column, name) =>
      name === 'openTime' ? column : Float64Array.from(column, name === 'volume' ? size : price),
    ),
  )

/** The view without one row of one symbol. */
export const without = (view: FeatureView, symbol: number, row: number): FeatureView =>
  changed(view, (bars, k) => (k === symbol ? mapColumns(bars, column => less(column, row)) : bars))

function changed({ bars, market }: FeatureView, change: (bars: Bars, k: number) => Bars): FeatureView {
  const after = market.map(change)
  return { bars: after[market.indexOf(bars)], market: after }
}

const less = (column: Column, row: number) => Float64Array.from(column).filter((_, i) => i !== row)

/** A market made of the geometric mean of two markets' prices and the volume of the second. */
function mixed(symbol: string, a: Bars, b: Bars): Bars {
  const bars = mapColumns(b, (column, name) =>
    name === 'openTime' || name === 'volume'
      ? column
      : Float64Array.from(column, (value, i) => Math.sqrt(value * a[name]![i])),
  )
  return { ...bars, symbol }
}
