/** Fraction below which two numbers are one: running sums of the same window agree to some fourteen digits. */
const rounding = 1e-9

/**
 * On which side of `b` lies `a`: +1 above, −1 below, 0 where both are the same but for rounding or one of them is NaN. Prices come
 * in ticks and meet their own averages exactly; which of the two is then larger in the last digit must not decide a trade.
 */
export function side(a: number, b: number): -1 | 0 | 1 {
  const tolerance = rounding * Math.max(Math.abs(a), Math.abs(b))
  if (a - b > tolerance) return 1
  return b - a > tolerance ? -1 : 0
}
