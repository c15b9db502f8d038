import type { EpochMs, Price, Size } from '../../../market/units.ts'
import { at, list, positive, raw, text, time } from './fields.ts'
import { reading, refuse } from './refusal.ts'

/** One level of the book. */
export interface Level {
  readonly price: Price
  /** Base units, above 0. */
  readonly size: Size
}

/** Best bid and best ask at one time. */
export interface WireBbo {
  readonly symbol: string
  readonly t: EpochMs
  /** Null when that side of the book is empty. */
  readonly bid: Level | null
  readonly ask: Level | null
}

/** Parses the `bbo` channel. @throws WireError, also when bid and ask cross */
export const parseBbo = (data: unknown, what = 'bbo'): WireBbo => reading(what, data, bbo)

function bbo(data: unknown): WireBbo {
  const from = raw(data)
  const symbol = text(from, 'coin')
  const t = time(from, 'time')
  const sides = at(from, 'bbo', levels => list(levels, level))
  if (sides.length !== 2) refuse('bbo', 'a bid and an ask', from.bbo)
  const [bid, ask] = sides
  if (bid && ask && bid.price >= ask.price) refuse('bbo', 'a bid below the ask', `${bid.price} against ${ask.price}`)
  return { symbol, t, bid, ask }
}

function level(data: unknown): Level | null {
  if (data === null) return null
  const from = raw(data)
  return { price: positive(from, 'px'), size: positive(from, 'sz') }
}
