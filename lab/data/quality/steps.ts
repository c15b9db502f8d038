import type { Column } from '../../market/bars.ts'
import type { DurationMs } from '../../market/units.ts'

/** A bar that is off the grid of the bar before it. */
export interface OddStep {
  readonly openTime: number
  /** Time since the previous bar's open, in ms; not a multiple of the interval. */
  readonly step: DurationMs
}

/** Bars whose distance from the bar before is not a multiple of the interval. @param openTime epoch ms, strictly increasing */
export function oddSteps(openTime: Column, interval: DurationMs): OddStep[] {
  const found: OddStep[] = []
  for (let i = 1; i < openTime.length; i++) {
    const step = openTime[i] - openTime[i - 1]
    if (step % interval !== 0) found.push({ openTime: openTime[i], step })
  }
  return found
}

/**
 * The most frequent time between consecutive bars, in ms; of equally frequent ones the shortest. Undefined for fewer than two bars.
 *
 * @param openTime ascending; equal times count as one bar
 */
export function mostFrequentStep(openTime: Column): DurationMs | undefined {
  const counts = new Map<number, number>()
  for (let i = 1; i < openTime.length; i++) {
    const step = openTime[i] - openTime[i - 1]
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b).at(0)?.[0]
}
