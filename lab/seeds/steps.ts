/** Graded signals are multiples of a twentieth. */
const stepsPerOne = 20

/**
 * Rounds a signal to a twentieth between −1 and +1. An exponential average that started at another bar differs in its
 * last digits forever; rounded, the two become equal. Rounding also avoids trades for negligible changes.
 *
 * @param signal any number; clamped to ±1, and NaN becomes 0
 */
export function steps(signal: number): number {
  const bounded = Math.max(-1, Math.min(1, signal))
  return Math.round(bounded * stepsPerOne) / stepsPerOne || 0
}
