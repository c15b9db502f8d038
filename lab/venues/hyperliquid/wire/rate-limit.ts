import { z } from 'zod'
import type { Usd } from '../../../market/units.ts'
import { checked, notNegativeNumber, wholeNumber } from './schema.ts'

/** Total number of actions that an address has used, and its limit. */
export interface WireRateLimit {
  /** Volume traded so far; each USD traded raises the limit by one action. */
  readonly traded: Usd
  /** Number of actions used. */
  readonly used: number
  /** Maximum number of actions. */
  readonly cap: number
}

const schema = z
  .object({ cumVlm: notNegativeNumber, nRequestsUsed: wholeNumber, nRequestsCap: wholeNumber })
  .transform((from): WireRateLimit => ({ traded: from.cumVlm, used: from.nRequestsUsed, cap: from.nRequestsCap }))

/** Parses `userRateLimit`. @throws WireError */
export const parseRateLimit = (data: unknown, what = 'userRateLimit'): WireRateLimit => checked(schema, data, what)
