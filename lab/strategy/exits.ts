import type { PriceGrid } from '../market/rounding.ts'
import { aggressive, passive } from '../market/rounding.ts'
import type { Price, Size } from '../market/units.ts'
import type { Exits } from './strategy.ts'

/** Where a position is left without asking again. */
export interface Protection {
  /** Reached against us: out with a market order. */
  readonly stop?: { readonly price: Price; readonly reason: 'stop' | 'trailing' }
  /** Reached in our favour: a resting order is filled. */
  readonly target?: Price
}

/**
 * The levels that protect a position until the next close.
 *
 * @param extreme best price since entry, of closed bars only: the trailing stop may not know the bar that is still moving
 */
export function protection(size: Size, entryPrice: Price, extreme: Price, exits: Exits, grid: PriceGrid): Protection {
  if (size === 0) return {}
  const direction = Math.sign(size)
  const side = size > 0 ? 'sell' : 'buy'
  const fixed = exits.stop === undefined ? undefined : entryPrice * (1 - direction * exits.stop)
  const trailing = exits.trailing === undefined ? undefined : extreme * (1 - direction * exits.trailing)
  const nearer = trailing !== undefined && (fixed === undefined || direction * (trailing - fixed) > 0)
  const level = nearer ? trailing : fixed
  const limit = exits.target === undefined ? undefined : entryPrice * (1 + direction * exits.target)
  // Rounded away from us on both sides: a little more is lost at the stop, the target is a little harder to reach.
  const trigger = level === undefined ? 0 : aggressive(level, side, grid)
  const target = limit === undefined ? 0 : passive(limit, side, grid)
  return {
    ...(trigger > 0 && { stop: { price: trigger, reason: nearer ? 'trailing' : 'stop' } }),
    ...(target > 0 && { target }),
  }
}
