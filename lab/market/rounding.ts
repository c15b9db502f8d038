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

/** Rounds the price of a resting order to the grid in our favour: down for a buy, up for a sell. */
export const passive = (price: Price, side: Side, grid: PriceGrid): Price =>
  onGrid(price, side === 'buy' ? Math.floor : Math.ceil, grid)

/** Rounds the price of a crossing order or of a fill to the grid against us: up for a buy, down for a sell. */
export const aggressive = (price: Price, side: Side, grid: PriceGrid): Price =>
  onGrid(price, side === 'buy' ? Math.ceil : Math.floor, grid)

/** Rounds a size toward zero to a multiple of the lot, so that we never hold more than intended. */
export function toLot(size: Size, sizeDecimals: number): Size {
  const scale = 10 ** sizeDecimals
  const lots = Math.abs(size) * scale
  const near = Math.round(lots)
  // Floating-point noise must not change a size that is a multiple of the lot: 0.29 * 100 is 28.999999999999996.
  const whole = Math.abs(near - lots) < 1e-9 * Math.max(1, near) ? near : Math.floor(lots)
  return whole === 0 ? 0 : (Math.sign(size) * whole) / scale
}

/** The sum of two multiples of the lot, rounded to a multiple of the lot to remove floating-point noise. */
export function addSizes(a: Size, b: Size, sizeDecimals: number): Size {
  const scale = 10 ** sizeDecimals
  return Math.round((a + b) * scale) / scale || 0
}

/** Rounds a price to the grid in a given direction. @see Hyperliquid, "Tick and lot size" */
function onGrid(price: Price, direction: (x: number) => number, grid: PriceGrid): Price {
  const digits = Math.floor(Math.log10(price)) + 1
  const places = Math.max(0, Math.min(grid.decimals, grid.significant - digits))
  const scale = 10 ** places
  const near = Math.round(price * scale)
  // Floating-point noise must not change a price that is already on the grid: 0.07 * 100 is 7.000000000000001.
  if (Math.abs(near - price * scale) < 1e-9 * near) return near / scale
  return direction(price * scale) / scale
}
