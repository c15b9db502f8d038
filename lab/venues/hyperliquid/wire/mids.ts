import type { Price } from '../../../market/units.ts'
import { at, notNegative, raw } from './fields.ts'
import { reading } from './refusal.ts'

/** Middle of the book by symbol; the last trade where a side is empty. What has no price is not in it. */
export type WireMids = ReadonlyMap<string, Price>

/** `allMids` as it is asked for. @throws WireError */
export const parseMids = (data: unknown, what = 'allMids'): WireMids => reading(what, data, mids)

/** The `allMids` channel, which wraps them. @throws WireError */
export const parseMidsFrame = (data: unknown, what = 'allMids'): WireMids =>
  reading(what, data, frame => at(raw(frame), 'mids', mids))

function mids(data: unknown): WireMids {
  const from = raw(data)
  const prices = new Map<string, Price>()
  for (const symbol of Object.keys(from)) {
    const mid = notNegative(from, symbol)
    // One pair that was never traded must not cost us the others.
    if (mid > 0) prices.set(symbol, mid)
  }
  return prices
}
