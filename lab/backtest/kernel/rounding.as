import { SymbolState } from './symbol-state'
import { digitsFrom, highestPower, lowestPower, number, powersOfTen } from './memory'

/** Rounds halves up, as `Math.round`. */
@inline
export function rounded(x: f64): f64 {
  const up = ceil(x)
  return up - 0.5 > x ? up - 1 : up
}

/** See `toLot` in `lab/market/rounding.ts`. */
export function toLot(size: f64, scale: f64): f64 {
  const lots = abs(size) * scale
  const near = rounded(lots)
  const count = abs(near - lots) < 1e-9 * (near > 1 ? near : 1) ? near : floor(lots)
  if (count == 0) return 0
  return (size > 0 ? count : -count) / scale
}

/** See `addSizes` in `lab/market/rounding.ts`. */
@inline
export function addSizes(a: f64, b: f64, scale: f64): f64 {
  return rounded((a + b) * scale) / scale
}

/** See `onGrid` in `lab/market/rounding.ts`; NaN for a price below 0. */
export function onGrid(state: SymbolState, price: f64, up: bool): f64 {
  if (!(price > 0)) return price == 0 ? 0 : NaN
  if (!(price >= state.gridFrom && price < state.gridTo)) findGrid(state, price)
  const scale = state.gridScale
  const scaled = price * scale
  const near = rounded(scaled)
  if (abs(near - scaled) < 1e-9 * near) return near / scale
  return (up ? ceil(scaled) : floor(scaled)) / scale
}

function findGrid(state: SymbolState, price: f64): void {
  let power = lowestPower
  while (power < highestPower && price >= number(digitsFrom, power + 1 - lowestPower)) power++
  const places = max(0, min(state.decimals, state.significant - (power + 1)))
  state.gridFrom = number(digitsFrom, power - lowestPower)
  state.gridTo = power < highestPower ? number(digitsFrom, power + 1 - lowestPower) : Infinity
  state.gridScale = number(powersOfTen, places - lowestPower)
}
