import { normalCdf, normalQuantile } from './normal.ts'

const eulerMascheroni = 0.5772156649015329

/**
 * What the best of N tries without skill is expected to reach, in standard deviations of one try: an approximation, 2 % too high at 10.
 *
 * @see Bailey and López de Prado, "The deflated Sharpe ratio", 2014
 */
export function expectedMaximum(tries: number): number {
  if (tries <= 1) return 0
  return (
    (1 - eulerMascheroni) * normalQuantile(1 - 1 / tries) + eulerMascheroni * normalQuantile(1 - 1 / (tries * Math.E))
  )
}

/**
 * Density of the best of N independent standard normal numbers at z: what luck alone reaches.
 *
 * @param tries N ≥ 1, a whole number or not
 */
export const maximumDensity = (z: number, tries: number): number =>
  tries * normalCdf(z) ** (tries - 1) * (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI))

/** Mean and variance of that best, by integration: exact to some twelve digits. */
export function maximumMoments(tries: number): { readonly mean: number; readonly variance: number } {
  const [from, to, steps] = [-9, 12, 4_200]
  const h = (to - from) / steps
  let [mass, first, second] = [0, 0, 0]
  // The integrand and its derivatives vanish at both ends, so that the trapezoid rule is exact to rounding.
  for (let i = 0; i <= steps; i++) {
    const z = from + i * h
    const p = maximumDensity(z, tries) * h
    mass += p
    first += p * z
    second += p * z * z
  }
  const mean = first / mass
  return { mean, variance: second / mass - mean ** 2 }
}
