import type { Column } from '../../market/bars.ts'

/**
 * Consecutive bars without volume. They occur before a listing opened, during a trading halt, or where index prices
 * stand in for missing trades.
 */
export interface IdleRun {
  /** Open of the first and of the last idle bar, epoch ms. */
  readonly from: number
  readonly to: number
  /** Number of bars. */
  readonly bars: number
}

/**
 * Finds all runs of bars without volume.
 *
 * @param openTime epoch ms, ascending
 * @param volume   one value for each open time
 */
export function idleRuns(openTime: Column, volume: Column): IdleRun[] {
  const found: IdleRun[] = []
  for (let i = 0; i < volume.length; i++) {
    if (volume[i] !== 0) continue
    const start = i
    while (i + 1 < volume.length && volume[i + 1] === 0) i++
    found.push({ from: openTime[start], to: openTime[i], bars: i - start + 1 })
  }
  return found
}
