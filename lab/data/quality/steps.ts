import type { Column } from '../../market/bars.ts'
import type { DurationMs } from '../../market/units.ts'

/** A bar that opens off the grid which the bar before it lies on. */
export interface OddStep {
  readonly openTime: number
  /** Since the bar before opened, in ms: no multiple of the interval. */
  readonly step: DurationMs
}

/** @param openTime strictly increasing */
export function oddSteps(openTime: Column, interval: DurationMs): OddStep[] {
  const found: OddStep[] = []
  for (let i = 1; i < openTime.length; i++) {
    const step = openTime[i] - openTime[i - 1]
    if (step % interval !== 0) found.push({ openTime: openTime[i], step })
  }
  return found
}

/**
 * The most frequent time from one bar to the next, of equally frequent ones the shortest; undefined below two bars.
 *
 * @param openTime ascending; equal neighbours are one bar
 */
export function commonestStep(openTime: Column): DurationMs | undefined {
  const counts = new Map<number, number>()
  for (let i = 1; i < openTime.length; i++) {
    const step = openTime[i] - openTime[i - 1]
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || a - b).at(0)?.[0]
}
