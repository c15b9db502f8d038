/** Bounds of a sequential test on the sum of log-likelihood ratios, broken over healthy. */
export interface SequentialBounds {
  /** At or above: broken. */
  readonly broken: number
  /** At or below: healthy. */
  readonly healthy: number
}

/**
 * @param alpha probability of calling a healthy strategy broken
 * @param beta  probability of calling a broken one healthy
 * @see Wald, "Sequential tests of statistical hypotheses", 1945
 */
export const sequentialBounds = (alpha: number, beta: number): SequentialBounds => ({
  broken: Math.log((1 - beta) / alpha),
  healthy: Math.log(beta / (1 - alpha)),
})

/** How a strategy earns when it is as approved, and when it is broken: normal returns of one deviation, per trade or per day. */
export interface Health {
  readonly healthyMean: number
  readonly brokenMean: number
  readonly deviation: number
}

/** What one more return adds to the sum. */
export const logLikelihoodRatio = (x: number, { healthyMean, brokenMean, deviation }: Health): number =>
  ((brokenMean - healthyMean) / deviation ** 2) * (x - (brokenMean + healthyMean) / 2)

/** The sum after each return, and where it first left the bounds. */
export interface SequentialTest {
  readonly sums: Float64Array
  readonly verdict: 'broken' | 'healthy' | 'go on'
  /** Returns it took; absent where it goes on. */
  readonly after?: number
}

export function sequentialTest(
  returns: ArrayLike<number>,
  health: Health,
  { broken, healthy }: SequentialBounds,
): SequentialTest {
  const sums = new Float64Array(returns.length)
  let sum = 0
  let end: { readonly verdict: 'broken' | 'healthy'; readonly after: number } | undefined
  for (let i = 0; i < returns.length; i++) {
    sum += logLikelihoodRatio(returns[i], health)
    sums[i] = sum
    if (!end && sum >= broken) end = { verdict: 'broken', after: i + 1 }
    if (!end && sum <= healthy) end = { verdict: 'healthy', after: i + 1 }
  }
  return { sums, ...(end ?? { verdict: 'go on' }) }
}

/**
 * One-sided cumulative sum that hears of losses against the approved mean: S = max(0, S − z − k), an alarm at h.
 *
 * @param z    returns standardised by the approved mean and deviation
 * @param k    slack, in deviations: half of the shift that matters
 * @returns the sum after each return
 * @see Page, "Continuous inspection schemes", 1954
 */
export function cusum(z: ArrayLike<number>, k: number): Float64Array {
  const sums = new Float64Array(z.length)
  let sum = 0
  for (let i = 0; i < z.length; i++) {
    sum = Math.max(0, sum - z[i] - k)
    sums[i] = sum
  }
  return sums
}

/**
 * Returns until an alarm, on average, by Siegmund's approximation.
 *
 * @param shift of the mean, in deviations toward loss; 0: nothing is wrong, and the alarm is a false one
 * @see Siegmund, "Sequential analysis", 1985
 */
export function cusumRunLength(h: number, k: number, shift: number): number {
  const drift = shift - k
  const b = h + 1.166
  return Math.abs(drift) < 1e-12 ? b ** 2 : (Math.exp(-2 * drift * b) + 2 * drift * b - 1) / (2 * drift ** 2)
}

/** Of two one-sided sums together. */
export const twoSidedRunLength = (up: number, down: number): number => 1 / (1 / up + 1 / down)
