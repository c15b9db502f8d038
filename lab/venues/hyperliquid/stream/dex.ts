import type { Raw } from '../wire/fields.ts'
import { refuse } from '../wire/refusal.ts'

/**
 * Name of the perpetuals exchange that a message belongs to. The venue's own has the empty name, also when the message names
 * none.
 */
export function dexOf(from: Raw): string {
  const dex = from.dex ?? ''
  return typeof dex === 'string' ? dex : refuse('dex', 'text or nothing', dex)
}
