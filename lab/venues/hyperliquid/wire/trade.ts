import type { EpochMs, Price, Size } from '../../../market/units.ts'
import { list, positive, raw, type Side, side, text, time, whole } from './fields.ts'
import { reading } from './refusal.ts'

/** A public trade. */
export interface WireTrade {
  readonly symbol: string
  readonly t: EpochMs
  /** The venue's trade id. */
  readonly id: number
  /** Side of the taker. */
  readonly side: Side
  readonly price: Price
  /** Base units, above 0. */
  readonly size: Size
}

/** Parses `recentTrades` and the `trades` channel, in the order given. @throws WireError */
export const parseTrades = (data: unknown, what = 'trades'): WireTrade[] =>
  reading(what, data, trades => list(trades, trade))

function trade(data: unknown): WireTrade {
  const from = raw(data)
  return {
    symbol: text(from, 'coin'),
    t: time(from, 'time'),
    id: whole(from, 'tid'),
    side: side(from, 'side'),
    price: positive(from, 'px'),
    size: positive(from, 'sz'),
  }
}
