import { InputError } from '../../input-error.ts'
import { type Column, rowAt } from '../../market/bars.ts'
import type { CandleRow, TradeRow } from '../../market/records.ts'
import type { EpochMs } from '../../market/units.ts'
import { createBarBuilder } from './builder.ts'
import type { BarBuilderOptions } from './options.ts'

/** Trades as columns of equal length, ascending by t. Trades with equal t are in the venue's order. */
export interface Tape {
  /** Epoch ms. */
  readonly t: Column
  readonly price: Column
  /** Base units. */
  readonly size: Column
}

/** The bars to build from a tape, and their time range. */
export interface TapeRange
  extends Pick<BarBuilderOptions, 'venue' | 'symbol' | 'intervals' | 'empty' | 'lastClose' | 'from'> {
  /** End of the range, exclusive. The tape must be complete in `[from, to)`. */
  readonly to: EpochMs
}

/**
 * All bars that lie entirely in `[from, to)`, made by the same builder as live bars. They are sorted by close; of bars
 * with the same close, the shorter interval comes first. Trades outside the range are ignored.
 *
 * @throws InputError when times go back, or a trade has no valid time, price or size
 */
export function barsOfTrades({ t, price, size }: Tape, { to, ...options }: TapeRange): CandleRow[] {
  const bars: CandleRow[] = []
  const { from, venue, symbol } = options
  const builder = createBarBuilder({
    ...options,
    lateness: 0,
    onBar: bar => bars.push(bar),
    onPartial() {},
    onLate(late) {
      throw new Error(`${symbol}: an ordered tape gave a late trade at ${late.t}`)
    },
  })
  for (let i = 1; i < t.length; i++) {
    if (t[i] >= t[i - 1]) continue
    throw new InputError(`${venue} ${symbol}: trade ${i}: found t ${t[i]} after ${t[i - 1]}, expected ascending times`)
  }
  const end = rowAt({ openTime: t }, to)
  for (let i = rowAt({ openTime: t }, from); i < end; i++) builder.add(t[i], price[i], size[i], i)
  builder.advance(to)
  return bars
}

/** The rows as columns, in the order given. */
export function tapeOf(rows: readonly Pick<TradeRow, 't' | 'price' | 'size'>[]): Tape {
  return {
    t: Float64Array.from(rows, row => row.t),
    price: Float64Array.from(rows, row => row.price),
    size: Float64Array.from(rows, row => row.size),
  }
}
