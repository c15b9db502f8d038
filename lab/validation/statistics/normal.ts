/** Standard normal cumulative distribution function. Relative error below 2e-15 in both tails. */
export const normalCdf = (z: number): number => 0.5 * erfc(-z / Math.SQRT2)

/**
 * Quantile of the standard normal distribution: the inverse of `normalCdf`.
 *
 * @throws RangeError outside (0, 1)
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normal quantile of ${p}: expected a probability inside (0, 1)`)
  if (p > 0.5) return -normalQuantile(1 - p)
  // Initial value by Abramowitz and Stegun 26.2.23, error below 4.5e-4. Each Halley step triples the number of correct
  // digits.
  const t = Math.sqrt(-2 * Math.log(p))
  let z = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))))
  for (let i = 0; i < 3; i++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
    const step = (normalCdf(z) - p) / density
    z -= step / (1 + (z * step) / 2)
  }
  return z
}

/**
 * Complementary error function: Taylor series for small arguments, Legendre's continued fraction for large ones.
 *
 * @see DLMF 7.6.2, 7.9.2
 */
function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x)
  if (x < 2.5) {
    let term = x
    let sum = x
    for (let n = 1; Math.abs(term) > 1e-18 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1)
      sum += term
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
  }
  let fraction = 0
  for (let n = 120; n > 0; n--) fraction = n / 2 / (x + fraction)
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction)
}
