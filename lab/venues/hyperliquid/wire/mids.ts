import type { Price } from '../../../market/units.ts'
import { at, notNegative, raw } from './fields.ts'
import { reading } from './refusal.ts'

/**
 * Mid price by symbol. It is the price of the last trade when a side of the book is empty. Markets without a price are
 * absent.
 */
export type WireMids = ReadonlyMap<string, Price>

/** Parses the answer to `allMids`. @throws WireError */
export const parseMids = (data: unknown, what = 'allMids'): WireMids => reading(what, data, mids)

/** Parses the `allMids` channel, which wraps the prices in an object. @throws WireError */
export const parseMidsFrame = (data: unknown, what = 'allMids'): WireMids =>
  reading(what, data, frame => at(raw(frame), 'mids', mids))

function mids(data: unknown): WireMids {
  const from = raw(data)
  const prices = new Map<string, Price>()
  for (const symbol of Object.keys(from)) {
    const mid = notNegative(from, symbol)
    // A pair that never traded has price 0. It is left out, so that it does not invalidate the other pairs.
    if (mid > 0) prices.set(symbol, mid)
  }
  return prices
}
