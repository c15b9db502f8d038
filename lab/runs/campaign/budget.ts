import { type DurationMs, hour, type Usd } from '../../market/units.ts'
import type { CampaignFile } from './campaign-file.ts'

/** Resources used by runs. */
export interface ResourceUsage {
  /** Elapsed time of the runs. */
  readonly time: DurationMs
  /** Core time, all cores together. */
  readonly coreTime: DurationMs
}

export const noUsage: ResourceUsage = { time: 0, coreTime: 0 }

export const totalUsage = (all: readonly ResourceUsage[]): ResourceUsage => ({
  time: all.reduce((sum, { time }) => sum + time, 0),
  coreTime: all.reduce((sum, { coreTime }) => sum + coreTime, 0),
})

/** Cost in USD; undefined without a price per core hour. */
export const costOf = ({ coreTime }: ResourceUsage, { cost }: Pick<CampaignFile, 'cost'>): Usd | undefined =>
  cost && (coreTime / hour) * cost.perCoreHour

/**
 * Time left within the limits on time and money, 0 if one is exhausted. Infinite without limits.
 *
 * @param cores number of cores assumed busy, which is the highest possible cost
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
