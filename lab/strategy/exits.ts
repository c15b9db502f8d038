import type { PriceGrid } from '../market/rounding.ts'
import { aggressive, passive } from '../market/rounding.ts'
import type { Price } from '../market/units.ts'
import type { Holding } from './holding.ts'
import type { Exits } from './strategy.ts'

/** Where a position is left without asking again. */
export interface Protection {
  /** Reached against us: out with a market order. */
  readonly stop?: { readonly price: Price; readonly reason: 'stop' | 'trailing' }
  /** Reached in our favour: a resting order is filled. */
  readonly target?: Price
}

/** The levels that protect a position until the next close; the trailing stop knows closed bars only, not the one that is still moving. */
export function protection(
  { size, entryPrice, extreme, range }: Pick<Holding, 'size' | 'entryPrice' | 'extreme' | 'range'>,
  exits: Exits,
  grid: PriceGrid,
): Protection {
  if (size === 0) return {}
  const direction = Math.sign(size)
  const side = size > 0 ? 'sell' : 'buy'
  const stop = nearest(entryPrice, range, exits.stop, exits.stopAtr)
  const trail = nearest(extreme, range, exits.trailing, exits.trailingAtr)
  const gain = nearest(entryPrice, range, exits.target, exits.targetAtr)
  const fixed = stop === undefined ? undefined : entryPrice - direction * stop
  const trailing = trail === undefined ? undefined : extreme - direction * trail
  const limit = gain === undefined ? undefined : entryPrice + direction * gain
  // Rounded away from us on both sides: a little more is lost at the stop, the target is a little harder to reach.
  const atFixed = fixed === undefined ? 0 : Math.max(0, aggressive(fixed, side, grid))
  const atTrailing = trailing === undefined ? 0 : Math.max(0, aggressive(trailing, side, grid))
  // Of two levels on one tick it is the stop that rests there already.
  const nearer = atTrailing > 0 && (atFixed === 0 || direction * (atTrailing - atFixed) > 0)
  const trigger = nearer ? atTrailing : atFixed
  const target = limit === undefined ? 0 : passive(limit, side, grid)
  return {
    ...(trigger > 0 && { stop: { price: trigger, reason: nearer ? 'trailing' : 'stop' } }),
    ...(target > 0 && { target }),
  }
}

/** The smaller of the distances that are asked for, as a price. */
function nearest(from: Price, range: Price, fraction?: number, ranges?: number): Price | undefined {
  const part = fraction === undefined ? undefined : from * fraction
  const measured = ranges === undefined ? undefined : range * ranges
  if (part === undefined || measured === undefined) return part ?? measured
  return Math.min(part, measured)
}
