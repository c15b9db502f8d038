import { z } from 'zod'
import type { EpochMs } from '../../../market/units.ts'
import { checked, epochTime } from './schema.ts'

/** Status of the whole exchange. */
export interface WireExchangeStatus {
  readonly t: EpochMs
  /** Whether the venue reports any special status. */
  readonly isSpecial: boolean
}

const isNothing = (statuses: unknown): boolean =>
  statuses === null || (Array.isArray(statuses) && statuses.length === 0)

const schema = z
  .looseObject({ time: epochTime })
  .refine(from => 'specialStatuses' in from, { message: 'specialStatuses, or null' })
  .transform((from): WireExchangeStatus => ({ t: from.time, isSpecial: !isNothing(from.specialStatuses) }))

/** Parses `exchangeStatus`. @throws WireError */
export const parseExchangeStatus = (data: unknown, what = 'exchangeStatus'): WireExchangeStatus =>
  checked(schema, data, what)
