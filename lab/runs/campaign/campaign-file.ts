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
    .describe('of the folder that the runs lie in'),
  venue: venue.unwrap(),
  interval,
  from: from.unwrap(),
  to: to.unwrap(),
  symbols: groups.describe('universes: a symbol, or a list of symbols that share a wallet'),
  seeds: groups.describe('ideas that compete within a run: one, or a list'),
  numbers: z.array(z.int().min(0).max(999_999_999)).min(1).optional().describe('random seeds; 1 when left out'),
  strategies: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('runs at most, in the order of the file; all when left out'),
  batch: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('runs after which the table is written anew; 10 when left out'),
  hours: z.number().positive().optional().describe('time that all runs may take together'),
  cost: z
    .strictObject({
      limit: z.number().positive().describe('USD that all runs may cost together'),
      perCoreHour: z.number().positive().describe('USD'),
    })
    .optional()
    .describe('what the machine costs'),
  keep: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe('best runs whose champions are written as candidates; 5 when left out'),
  ...{ enhancers, evolve, fitness, search, cash },
})

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

/** Parses a campaign file; on failure returns every error in reading order. */
export const parseCampaignFile = (text: string): Result<CampaignFile, readonly Flaw[]> =>
  parseFields(text, campaignFile) as Result<CampaignFile, readonly Flaw[]>
