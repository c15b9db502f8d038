import { z } from 'zod'
import type { Usd } from '../../../market/units.ts'
import { checked, notNegativeNumber, wholeNumber } from './schema.ts'

/** Actions that an address has used in total, and its limit. */
export interface WireRateLimit {
  /** Volume traded so far; each traded USD raises the limit by one action. */ readonly traded: Usd
  readonly used: number
  readonly cap: number
}

const schema = z
  .object({ cumVlm: notNegativeNumber, nRequestsUsed: wholeNumber, nRequestsCap: wholeNumber })
  .transform((from): WireRateLimit => ({ traded: from.cumVlm, used: from.nRequestsUsed, cap: from.nRequestsCap }))

/** Parses `userRateLimit`. @throws WireError */
export const parseRateLimit = (data: unknown, what = 'userRateLimit'): WireRateLimit => checked(schema, data, what)
