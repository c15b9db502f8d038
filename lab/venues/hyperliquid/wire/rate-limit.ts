import { z } from 'zod'
import type { Usd } from '../../../market/units.ts'
import { checked, notNegativeNumber, wholeNumber } from './schema.ts'

/** How many actions an address has used up in all, and may. */
export interface WireRateLimit {
  readonly traded: Usd
  readonly used: number
  readonly cap: number
}

const schema = z
  .object({ cumVlm: notNegativeNumber, nRequestsUsed: wholeNumber, nRequestsCap: wholeNumber })
  .transform((from): WireRateLimit => ({ traded: from.cumVlm, used: from.nRequestsUsed, cap: from.nRequestsCap }))

/** `userRateLimit`. @throws WireError */
export const parseRateLimit = (data: unknown, what = 'userRateLimit'): WireRateLimit => checked(schema, data, what)
