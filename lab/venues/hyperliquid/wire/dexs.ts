import { z } from 'zod'
import { checked, someText } from './schema.ts'

/** A market of perpetuals that somebody runs at the venue. */
export interface WireDex {
  /** What its symbols begin with: `xyz` of `xyz:AAPL`. */
  readonly name: string
  /** In words, perhaps none. */
  readonly fullName: string
  readonly deployer: string
}

const dex = z
  .object({ name: someText, fullName: z.string(), deployer: someText })
  .transform((from): WireDex => ({ name: from.name, fullName: from.fullName, deployer: from.deployer }))

/** `perpDexs`: null is the venue's own, which has no name. @throws WireError */
export const parseDexs = (data: unknown, what = 'perpDexs'): (WireDex | null)[] =>
  checked(z.array(dex.nullable()), data, what)
