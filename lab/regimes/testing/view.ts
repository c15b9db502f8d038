import { walk } from '../../indicators/reference/walk.ts'
import { type Bars, type Column, makeBars, mapColumns, slice } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { gaussian, stream } from '../../random.ts'
import type { View } from '../view.ts'

/**
 * Three symbols that share half of their moves, with uneven volumes and a sentiment that wanders over the whole scale.
 */
export function wanderingView(seed: number, length: number): View {
  const factor = walk(seed, length)
  const market = ['A', 'B', 'C'].map((symbol, k) => mixed(symbol, factor, walk(seed + k + 1, length)))
  const chance = stream(seed, 'mood')
  let mood = 50
  const sentiment = Float64Array.from({ length }, () => {
    mood = Math.max(0, Math.min(100, mood + Math.round(6 * gaussian(chance))))
    return mood
  })
  return { bars: market[0], market, sentiment }
}

/** Rows `[from, to)` of all columns. */
export const cut = ({ market, sentiment }: View, from: number, to: number): View =>
  viewOf(
    market.map(bars => slice(bars, from, to)),
    sentiment.subarray(from, to),
  )

/** All columns changed by `change`, except times. */
export function perturbed(view: View, change: (value: number, row: number) => number): View {
  const bend = (column: Column) => Float64Array.from(column, change)
  const market = view.market.map(bars =>
    mapColumns(bars, (column, name) => (name === 'openTime' ? column : bend(column))),
  )
  return viewOf(market, bend(view.sentiment))
}

export const viewOf = (market: readonly Bars[], sentiment: Column): View => ({ bars: market[0], market, sentiment })

/** Hourly bars with these closes. */
export function barsOf(symbol: string, close: ArrayLike<number>, volume: ArrayLike<number> = close): Bars {
  const column = Float64Array.from(close)
  return makeBars({
    ...{ symbol, interval: hour, venue: 'made up', synthetic: true },
    openTime: column.map((_, i) => 1_700_006_400_000 + i * hour),
    ...{ open: column, high: column, low: column, close: column, volume: Float64Array.from(volume) },
  })
}

function mixed(symbol: string, a: Bars, b: Bars): Bars {
  return {
    ...barsOf(
      symbol,
      Float64Array.from(a.close, (close, i) => Math.sqrt(close * b.close[i])),
    ),
    volume: b.volume,
  }
}
