import { heldIn } from '../../../lab/market/account.ts'
import type { Intent } from '../../../lab/market/order.ts'
import type { Price, Usd } from '../../../lab/market/units.ts'
import type { Situation } from './rule.ts'

/**
 * Absolute notional of the order's symbol once the order is filled.
 * Orders on their way may fill or not: the larger of both outcomes counts. NaN where the symbol has no price.
 */
export function notionalAfter(
  { symbol, size }: Pick<Intent, 'symbol' | 'size'>,
  { account, marks, pending }: Situation,
): Usd {
  const held = heldIn(account, symbol)
  const coming = pending.get(symbol) ?? 0
  return Math.max(Math.abs(held + size), Math.abs(held + coming + size)) * (marks.get(symbol) as Price)
}
