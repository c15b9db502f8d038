import type { Column } from '../../market/bars.ts'
import type { DurationMs } from '../../market/units.ts'

/** A bar whose distance from the previous bar is not a multiple of the interval. */
export interface OddStep {
  /** Epoch ms. */
  readonly openTime: number
  /** Time since the previous bar's open, ms. */
  readonly step: DurationMs
}

/**
 * Finds the bars whose distance from the previous bar is not a multiple of the interval.
 *
 * @param openTime epoch ms, strictly increasing
 */
export function oddSteps(openTime: Column, interval: DurationMs): OddStep[] {
  const found: OddStep[] = []
  for (let i = 1; i < openTime.length; i++) {
    const step = openTime[i] - openTime[i - 1]
    if (step % interval !== 0) found.push({ openTime: openTime[i], step })
  }
  return found
}

/**
 * The most frequent time between consecutive bars, in ms; of equally frequent ones the shortest.
 *
 * @param openTime epoch ms, ascending; equal times count as one bar
 * @returns undefined for fewer than two bars
 */
export function mostFrequentStep(openTime: Column): DurationMs | undefined {
  const counts = new Map<number, number>()
  for (let i = 1; i < openTime.length; i++) {
    const step = openTime[i] - openTime[i - 1]
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b).at(0)?.[0]
}
