/** Tables that the host writes once: see `lab/backtest/fast/tables.ts`. */

/** Powers of ten from 10^−20 to 10^40, as JavaScript computes them. */
export let powersOfTen: usize = 0
/** Least price with one more digit before the decimal point, for 10^−20 to 10^40, as JavaScript's `log10` decides. */
export let digitsFrom: usize = 0
export const lowestPower: i32 = -20
export const highestPower: i32 = 40

export function setTables(powers: usize, digits: usize): void {
  powersOfTen = powers
  digitsFrom = digits
}

@inline
export function number(column: usize, row: i32): f64 {
  return load<f64>(column + ((<usize>row) << 3))
}

@inline
export function setNumber(column: usize, row: i32, value: f64): void {
  store<f64>(column + ((<usize>row) << 3), value)
}

@inline
export function whole(column: usize, row: i32): i32 {
  return load<i32>(column + ((<usize>row) << 2))
}
