import type { Raw } from '../wire/fields.ts'
import { refuse } from '../wire/refusal.ts'

/** The perpetuals exchange that a frame is about, by its name: the venue's own, which has the empty one, where it names none. */
export function dexOf(from: Raw): string {
  const dex = from.dex ?? ''
  return typeof dex === 'string' ? dex : refuse('dex', 'text or nothing', dex)
}
