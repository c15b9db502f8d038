import { z } from 'zod'
import type { EpochMs } from '../../../market/units.ts'
import { checked, epochTime, someText } from './schema.ts'

/** An agent: a key that may sign orders for an account. */
export interface WireAgent {
  readonly address: string
  readonly name: string
  readonly validUntil: EpochMs
}

const schema = z.array(
  z
    .object({ address: someText, name: z.string(), validUntil: epochTime })
    .transform((from): WireAgent => ({ address: from.address, name: from.name, validUntil: from.validUntil })),
)

/** Parses `extraAgents`. @throws WireError */
export const parseAgents = (data: unknown, what = 'extraAgents'): WireAgent[] => checked(schema, data, what)
