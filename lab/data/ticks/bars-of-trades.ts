import { InputError } from '../../input-error.ts'
import { type Column, rowAt } from '../../market/bars.ts'
import type { CandleRow, TradeRow } from '../../market/records.ts'
import type { EpochMs } from '../../market/units.ts'
import { createBarBuilder } from './builder.ts'
import type { BarBuilderOptions } from './options.ts'

/** Trades as columns of one length, in order of t; those of equal t in the venue's order, as its tape has them. */
export interface Tape {
  readonly t: Column
  readonly price: Column
  /** Base units. */
  readonly size: Column
}

export interface TapeRange
  extends Pick<BarBuilderOptions, 'venue' | 'symbol' | 'intervals' | 'empty' | 'lastClose' | 'from'> {
  /** The tape is whole in `[from, to)`. */
  readonly to: EpochMs
}

/**
 * Every bar that lies in `[from, to)` as a whole, by the builder that makes them live, in order of closing, the shorter interval
 * first. Trades outside the range are left out.
 *
 * @throws InputError when a trade comes after a later one, or has no time, price or size
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

/** The tape of rows in the order given. */
export function tapeOf(rows: readonly Pick<TradeRow, 't' | 'price' | 'size'>[]): Tape {
  return {
    t: Float64Array.from(rows, row => row.t),
    price: Float64Array.from(rows, row => row.price),
    size: Float64Array.from(rows, row => row.size),
  }
}
