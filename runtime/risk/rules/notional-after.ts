import { heldIn } from '../../../lab/market/account.ts'
import type { Intent } from '../../../lab/market/order.ts'
import type { Price, Usd } from '../../../lab/market/units.ts'
import type { Situation } from './rule.ts'

/**
 * Absolute notional of the symbol's position after the order is filled, in USD; NaN when the symbol has no price.
 *
 * Pending orders of the symbol may fill or not. The notional is computed for all of them and for none of them, and the
 * larger value is returned.
 */
export function notionalAfter(
  { symbol, size }: Pick<Intent, 'symbol' | 'size'>,
  { account, marks, pending }: Situation,
): Usd {
  const held = heldIn(account, symbol)
  const coming = pending.get(symbol) ?? 0
  return Math.max(Math.abs(held + size), Math.abs(held + coming + size)) * (marks.get(symbol) as Price)
}
