import { type DurationMs, hour, type Usd } from '../../market/units.ts'
import type { CampaignFile } from './campaign-file.ts'

/** What runs have taken. */
export interface ResourceUsage {
  /** While they ran. */
  readonly time: DurationMs
  /** Of all cores together. */
  readonly coreTime: DurationMs
}

export const noUsage: ResourceUsage = { time: 0, coreTime: 0 }

export const totalUsage = (all: readonly ResourceUsage[]): ResourceUsage => ({
  time: all.reduce((sum, { time }) => sum + time, 0),
  coreTime: all.reduce((sum, { coreTime }) => sum + coreTime, 0),
})

/** Absent where nobody has said what a core costs. */
export const costOf = ({ coreTime }: ResourceUsage, { cost }: Pick<CampaignFile, 'cost'>): Usd | undefined =>
  cost && (coreTime / hour) * cost.perCoreHour

/**
 * The time that there is left, at the most that the cores can cost: none where something has run out. Without limits it is endless.
 *
 * @param cores that work at once, whatever they do
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
