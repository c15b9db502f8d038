import type { Raw } from '../wire/fields.ts'
import { refuse } from '../wire/refusal.ts'

/**
 * Name of the perpetuals exchange (dex) that a message belongs to. It is empty for the venue's own dex, and for a
 * message that names no dex.
 */
export function dexOf(from: Raw): string {
  const dex = from.dex ?? ''
  return typeof dex === 'string' ? dex : refuse('dex', 'text or nothing', dex)
}
