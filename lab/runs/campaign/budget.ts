import { type DurationMs, hour, type Usd } from '../../market/units.ts'
import type { CampaignFile } from './campaign-file.ts'

/** Resources used by runs. */
export interface ResourceUsage {
  /** Sum of the runs' elapsed times. */
  readonly time: DurationMs
  /** Sum of the time that each core was busy. */
  readonly coreTime: DurationMs
}

export const noUsage: ResourceUsage = { time: 0, coreTime: 0 }

export const totalUsage = (all: readonly ResourceUsage[]): ResourceUsage => ({
  time: all.reduce((sum, { time }) => sum + time, 0),
  coreTime: all.reduce((sum, { coreTime }) => sum + coreTime, 0),
})

/** Cost of the used core time in USD; undefined if the campaign states no price per core hour. */
export const costOf = ({ coreTime }: ResourceUsage, { cost }: Pick<CampaignFile, 'cost'>): Usd | undefined =>
  cost && (coreTime / hour) * cost.perCoreHour

/**
 * Elapsed time left within the limits on time and money, ms. 0 if a limit is reached, Infinity without limits.
 *
 * @param cores number of cores that are assumed to be always busy: the highest possible cost
 */
export function timeLeft(
  taken: ResourceUsage,
  { hours, cost }: Pick<CampaignFile, 'hours' | 'cost'>,
  cores: number,
): DurationMs {
  const byClock = hours === undefined ? Number.POSITIVE_INFINITY : hours * hour - taken.time
  const byMoney = cost ? ((cost.limit / cost.perCoreHour) * hour - taken.coreTime) / cores : Number.POSITIVE_INFINITY
  return Math.max(0, Math.min(byClock, byMoney))
}
