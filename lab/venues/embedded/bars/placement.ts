import type { Instrument } from '../../../market/instrument.ts'
import type { Intent } from '../../../market/order.ts'
import { passive, toLot } from '../../../market/rounding.ts'
import type { Size } from '../../../market/units.ts'

/**
 * The reason why the venue rejects an order at placement; undefined when it accepts it. @see Hyperliquid, "Error responses"
 */
export function placementFlaw(intent: Intent, instrument: Instrument, held: Size): string | undefined {
  const { size, terms, reduceOnly } = intent
  if (size === 0 || toLot(size, instrument.sizeDecimals) !== size) return 'order has invalid size'
  const price = terms.kind === 'stop' ? terms.trigger : terms.kind === 'limit' ? terms.price : undefined
  if (price !== undefined && !(price > 0 && passive(price, 'buy', instrument.price) === price))
    return 'price is not on the tick'
  if (reduceOnly && (held === 0 || Math.sign(size) === Math.sign(held)))
    return 'reduce-only order would increase the position'
  // On this exchange resting orders only protect a position.
  if (terms.kind !== 'market' && !reduceOnly) return 'an order that waits must be reduce-only'
  return undefined
}
