import type { PriceGrid } from '../market/rounding.ts'
import { aggressive, passive } from '../market/rounding.ts'
import type { Price } from '../market/units.ts'
import type { Holding } from './holding.ts'
import type { Exits } from './strategy.ts'

/** Price levels at which a position is closed without a new decision of the strategy. An absent level is not used. */
export interface Protection {
  /** Exit with a market order when the price reaches this level against us. */
  readonly stop?: { readonly price: Price; readonly reason: 'stop' | 'trailing' }
  /** Exit with a resting order when the price reaches this level in our favour. */
  readonly target?: Price
}

/**
 * Exit levels of a position until the next close. The trailing stop follows closed bars only. A flat position has no
 * levels.
 *
 * @param grid rules to which prices are rounded
 */
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
  // Rounding is against us: a stop loses slightly more, and a target is slightly harder to reach. 0 means no level.
  const atFixed = fixed === undefined ? 0 : Math.max(0, aggressive(fixed, side, grid))
  const atTrailing = trailing === undefined ? 0 : Math.max(0, aggressive(trailing, side, grid))
  // If both stops round to the same tick, the fixed stop is kept, because its order rests there already.
  const nearer = atTrailing > 0 && (atFixed === 0 || direction * (atTrailing - atFixed) > 0)
  const trigger = nearer ? atTrailing : atFixed
  const target = limit === undefined ? 0 : passive(limit, side, grid)
  return {
    ...(trigger > 0 && { stop: { price: trigger, reason: nearer ? 'trailing' : 'stop' } }),
    ...(target > 0 && { target }),
  }
}

/**
 * The smaller of the configured distances, in price units; undefined if none is configured.
 *
 * @param range    average true range
 * @param fraction distance as a fraction of `from`
 * @param ranges   distance in multiples of `range`
 */
function nearest(from: Price, range: Price, fraction?: number, ranges?: number): Price | undefined {
  const part = fraction === undefined ? undefined : from * fraction
  const measured = ranges === undefined ? undefined : range * ranges
  if (part === undefined || measured === undefined) return part ?? measured
  return Math.min(part, measured)
}
