/**
 * Relative difference below which two numbers count as equal. Running sums of the same window agree to about fourteen
 * digits.
 */
const rounding = 1e-9

/**
 * Compares `a` with `b`: +1 above, −1 below, 0 when they are equal up to rounding or either is NaN. Prices lie on ticks
 * and often equal their own averages exactly; a rounding difference must not decide a trade.
 */
export function side(a: number, b: number): -1 | 0 | 1 {
  const tolerance = rounding * Math.max(Math.abs(a), Math.abs(b))
  if (a - b > tolerance) return 1
  return b - a > tolerance ? -1 : 0
}
