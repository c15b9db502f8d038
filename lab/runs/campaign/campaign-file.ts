import { z } from 'zod'
import type { Result } from '../../result.ts'
import { parseFields } from '../../strategy/yaml/fields-file.ts'
import type { Flaw } from '../../strategy/yaml/flaw.ts'
import { type PlanFile, planFile } from '../plan-file.ts'

const group = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])
const groups = z.array(group).min(1)
const { venue, interval, from, to, enhancers, evolve, fitness, search, cash } = planFile.shape

/** Schema of a campaign file: many runs, one for each combination of symbol group, seed group and random seed. */
export const campaignFile = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'expected lower-case letters, digits and hyphens, at most 41')
    .describe('name of the folder of all runs'),
  venue: venue.unwrap(),
  interval,
  from: from.unwrap(),
  to: to.unwrap(),
  symbols: groups.describe('universes: a symbol, or a list of symbols that share an account'),
  seeds: groups.describe('seeds of a run: one, or a list that competes'),
  numbers: z.array(z.int().min(0).max(999_999_999)).min(1).optional().describe('random seeds (default: 1)'),
  strategies: z.int().min(1).max(100_000).optional().describe('maximum runs, in the order of the file (default: all)'),
  batch: z.int().min(1).max(100_000).optional().describe('runs between two updates of the table (default: 10)'),
  hours: z.number().positive().optional().describe('time limit of all runs together, hours'),
  cost: z
    .strictObject({
      limit: z.number().positive().describe('cost limit of all runs together, USD'),
      perCoreHour: z.number().positive().describe('price of one core for one hour, USD'),
    })
    .optional()
    .describe('cost limit and price'),
  keep: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('number of best runs whose champions are written as candidates (default: 5)'),
  ...{ enhancers, evolve, fitness, search, cash },
})

/** Content of a campaign file; see `campaignFile` for the meaning of its fields. */
export interface CampaignFile extends Omit<PlanFile, 'symbols' | 'seeds' | 'seed'> {
  readonly name: string
  readonly venue: string
  readonly from: string | number
  readonly to: string | number
  readonly symbols: readonly (string | readonly string[])[]
  readonly seeds: readonly (string | readonly string[])[]
  readonly numbers?: readonly number[]
  readonly strategies?: number
  readonly batch?: number
  readonly hours?: number
  readonly cost?: { readonly limit: number; readonly perCoreHour: number }
  readonly keep?: number
}

/**
 * Parses a campaign file.
 *
 * @returns the file; on failure all errors, in the order of the text
 */
export const parseCampaignFile = (text: string): Result<CampaignFile, readonly Flaw[]> =>
  parseFields(text, campaignFile) as Result<CampaignFile, readonly Flaw[]>
