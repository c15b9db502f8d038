import { z } from 'zod'
import { checked, someText } from './schema.ts'

/** A perpetuals exchange that a third party runs at the venue. */
export interface WireDex {
  /** Prefix of its symbols: `xyz` of `xyz:AAPL`. */
  readonly name: string
  /** Descriptive name; may be empty. */
  readonly fullName: string
  readonly deployer: string
}

const dex = z
  .object({ name: someText, fullName: z.string(), deployer: someText })
  .transform((from): WireDex => ({ name: from.name, fullName: from.fullName, deployer: from.deployer }))

/**
 * Parses `perpDexs`.
 *
 * @returns null for the venue's own dex, which has no name
 * @throws WireError
 */
export const parseDexs = (data: unknown, what = 'perpDexs'): (WireDex | null)[] =>
  checked(z.array(dex.nullable()), data, what)
