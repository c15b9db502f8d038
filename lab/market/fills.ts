import { type Costs, fee, fraction } from './fees.ts'
import type { Instrument } from './instrument.ts'
import type { Execution, Reason } from './order.ts'
import { aggressive } from './rounding.ts'
import type { EpochMs, Price, Size } from './units.ts'

/** Prices of one bar. */
export interface Candle {
  readonly open: Price
  readonly high: Price
  readonly low: Price
  readonly close: Price
}

/**
 * A taker fill. Slippage and rounding to the tick both worsen the price.
 *
 * @param reference displayed price before slippage
 */
export function takerFill(
  order: { readonly symbol: string; readonly size: Size; readonly reason: Reason },
  at: EpochMs,
  reference: Price,
  costs: Costs,
  instrument: Instrument,
): Execution {
  const side = order.size > 0 ? 'buy' : 'sell'
  const slipped = reference * (1 + Math.sign(order.size) * fraction(costs.slippage))
  const price = aggressive(slipped, side, instrument.price)
  return {
    symbol: order.symbol,
    at,
    size: order.size,
    price,
    reference,
    fee: fee(order.size, price, costs.taker),
    reason: order.reason,
  }
}

/** A maker fill of an order that rested at `price`. It has no slippage. */
export function makerFill(
  order: { readonly symbol: string; readonly size: Size; readonly reason: Reason },
  at: EpochMs,
  price: Price,
  costs: Costs,
): Execution {
  return {
    symbol: order.symbol,
    at,
    size: order.size,
    price,
    reference: price,
    fee: fee(order.size, price, costs.maker),
    reason: order.reason,
  }
}

/**
 * Fill price, before slippage, of a protective stop that is reached inside a bar.
 *
 * @param held signed size of the position that the stop closes
 * @returns the stop price, or the open if the bar opens beyond the stop; undefined if the stop is not reached
 */
export function stopReached(held: Size, stop: Price, bar: Candle): Price | undefined {
  if (held > 0) return bar.low <= stop ? Math.min(stop, bar.open) : undefined
  return bar.high >= stop ? Math.max(stop, bar.open) : undefined
}

/**
 * True if a closing order that rests at `limit` is filled. The market must trade through the price, not only touch it.
 *
 * @param held signed size of the position that the order closes
 */
export const limitReached = (held: Size, limit: Price, bar: Candle): boolean =>
  held > 0 ? bar.high > limit : bar.low < limit
