/** Signals come in twentieths. */
const stepsPerOne = 20

/**
 * A graded signal, in twentieths from −1 to +1. A fading average that began elsewhere differs in its twelfth digit for ever; in steps it
 * settles to exactly the same, and a position is not adjusted for a hair.
 *
 * @param signal any number; beyond ±1 it is ±1, and NaN, where something is unknown, is none: 0
 */
export function steps(signal: number): number {
  const bounded = Math.max(-1, Math.min(1, signal))
  return Math.round(bounded * stepsPerOne) / stepsPerOne || 0
}
