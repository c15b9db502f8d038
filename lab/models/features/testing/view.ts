import { walk } from '../../../indicators/reference/walk.ts'
import { type Bars, type Column, mapColumns, slice } from '../../../market/bars.ts'
import type { FeatureView } from '../feature.ts'

type Change = (value: number, row: number) => number

/** Four symbols that share some of what moves them, with whole candles and uneven volumes. */
export function wanderingView(seed: number, length: number): FeatureView {
  const shared = walk(seed, length)
  const market = ['D', 'B', 'C', 'A'].map((symbol, k) => mixed(symbol, shared, walk(seed + k + 1, length)))
  return { bars: market[0], market }
}

/** Rows `[from, to)` of everything. */
export const cut = (view: FeatureView, from: number, to: number): FeatureView =>
  changed(view, bars => slice(bars, from, to))

/** Everything perturbed, save the times. */
export const perturbed = (view: FeatureView, price: Change, size: Change = price): FeatureView =>
  changed(view, bars =>
    mapColumns(bars, (column, name) =>
      name === 'openTime' ? column : Float64Array.from(column, name === 'volume' ? size : price),
    ),
  )

/** One row of one symbol is missing. */
export const without = (view: FeatureView, symbol: number, row: number): FeatureView =>
  changed(view, (bars, k) => (k === symbol ? mapColumns(bars, column => less(column, row)) : bars))

function changed({ bars, market }: FeatureView, change: (bars: Bars, k: number) => Bars): FeatureView {
  const after = market.map(change)
  return { bars: after[market.indexOf(bars)], market: after }
}

const less = (column: Column, row: number) => Float64Array.from(column).filter((_, i) => i !== row)

/** The geometric mean of two markets, and the volume of the second. */
function mixed(symbol: string, a: Bars, b: Bars): Bars {
  const bars = mapColumns(b, (column, name) =>
    name === 'openTime' || name === 'volume'
      ? column
      : Float64Array.from(column, (value, i) => Math.sqrt(value * a[name]![i])),
  )
  return { ...bars, symbol }
}
