import type { EpochMs, Price, Size } from '../../../market/units.ts'
import { at, list, notNegative, positive, raw, side, text, time, whole } from '../wire/fields.ts'
import { reading, refuse } from '../wire/refusal.ts'
import { json } from './json.ts'

/** An order that rests in the book. */
export interface RestingOrder {
  readonly user: string
  readonly symbol: string
  readonly side: 'buy' | 'sell'
  readonly price: Price
  /** What is left of it, base units. */
  readonly size: Size
  readonly originalSize: Size
  readonly orderId: number
  /** When it was placed. */
  readonly t: EpochMs
}

/** Every order of the venue at one block of its chain. */
export interface L4Snapshot {
  readonly block: number
  readonly books: readonly L4Book[]
}

export interface L4Book {
  readonly symbol: string
  readonly bids: readonly RestingOrder[]
  readonly asks: readonly RestingOrder[]
}

/** A snapshot as a node writes it: `[block, [[coin, [bids, asks]], …]]`, each order `[user, order]`. @throws WireError */
export function parseL4Snapshot(content: string, what = 'L4 snapshot'): L4Snapshot {
  return reading(what, json(content), data => {
    const [block, books] = pair(data, 'a block and its books')
    return {
      block: whole({ block }, 'block'),
      books: at({ books }, 'books', value => list(value, book)),
    }
  })
}

function book(data: unknown): L4Book {
  const [symbol, sides] = pair(data, 'a coin and its book')
  const [bids, asks] = pair(sides, 'bids and asks')
  return {
    symbol: text({ symbol }, 'symbol'),
    bids: at({ bids }, 'bids', value => list(value, order)),
    asks: at({ asks }, 'asks', value => list(value, order)),
  }
}

function order(data: unknown): RestingOrder {
  const [user, fields] = pair(data, 'a user and an order')
  const from = raw(fields)
  return {
    user: text({ user }, 'user'),
    symbol: text(from, 'coin'),
    side: side(from, 'side'),
    price: positive(from, 'limitPx'),
    size: notNegative(from, 'sz'),
    originalSize: notNegative(from, 'origSz'),
    orderId: whole(from, 'oid'),
    t: time(from, 'timestamp'),
  }
}

function pair(data: unknown, expected: string): readonly unknown[] {
  return Array.isArray(data) && data.length === 2 ? data : refuse('', expected, data)
}
