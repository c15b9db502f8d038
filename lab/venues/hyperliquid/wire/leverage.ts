import { raw, whole } from './fields.ts'
import { refuse } from './refusal.ts'

/** Margin mode and leverage of a position, open or future. */
export interface Leverage {
  readonly mode: 'cross' | 'isolated'
  /** At least 1. */
  readonly times: number
}

/** Parses a margin mode and leverage. @throws WireError */
export function leverage(data: unknown): Leverage {
  const from = raw(data)
  const mode = from.type
  if (mode !== 'cross' && mode !== 'isolated') return refuse('type', '"cross" or "isolated"', mode)
  const times = whole(from, 'value')
  if (times < 1) refuse('value', 'at least 1', times)
  return { mode, times }
}
