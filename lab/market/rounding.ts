import type { Price, Size } from './units.ts'

/**
 * Prices that the venue accepts: at most `significant` digits and `decimals` decimal places. Whole numbers are always
 * accepted.
 */
export interface PriceGrid {
  readonly significant: number
  readonly decimals: number
}

export type Side = 'buy' | 'sell'

/** Rounds a price to the grid in our favour: down for a buy, up for a sell. For resting orders. */
export const passive = (price: Price, side: Side, grid: PriceGrid): Price =>
  onGrid(price, side === 'buy' ? Math.floor : Math.ceil, grid)

/**
 * Rounds a price to the grid against us: up for a buy, down for a sell. For crossing orders, and for the price we pay.
 */
export const aggressive = (price: Price, side: Side, grid: PriceGrid): Price =>
  onGrid(price, side === 'buy' ? Math.ceil : Math.floor, grid)

/** Rounds a size toward zero to a multiple of the lot, so that we never hold more than intended. */
export function toLot(size: Size, sizeDecimals: number): Size {
  const scale = 10 ** sizeDecimals
  const lots = Math.abs(size) * scale
  const near = Math.round(lots)
  // A size already on the lot must survive floating-point noise: 0.29 * 100 is 28.999999999999996.
  const whole = Math.abs(near - lots) < 1e-9 * Math.max(1, near) ? near : Math.floor(lots)
  return whole === 0 ? 0 : (Math.sign(size) * whole) / scale
}

/** The sum of two sizes without floating-point noise: both are multiples of the lot, so their sum is one too. */
export function addSizes(a: Size, b: Size, sizeDecimals: number): Size {
  const scale = 10 ** sizeDecimals
  return Math.round((a + b) * scale) / scale || 0
}

/** @see Hyperliquid, "Tick and lot size" */
function onGrid(price: Price, direction: (x: number) => number, grid: PriceGrid): Price {
  const digits = Math.floor(Math.log10(price)) + 1
  const places = Math.max(0, Math.min(grid.decimals, grid.significant - digits))
  const scale = 10 ** places
  const near = Math.round(price * scale)
  // A price already on the grid must survive floating-point noise: 0.07 * 100 is 7.000000000000001.
  if (Math.abs(near - price * scale) < 1e-9 * near) return near / scale
  return direction(price * scale) / scale
}
