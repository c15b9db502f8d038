import { raw, whole } from './fields.ts'
import { refuse } from './refusal.ts'

/** How a position is margined, now or when it is opened. */
export interface Leverage {
  readonly mode: 'cross' | 'isolated'
  /** At least 1. */
  readonly times: number
}

/** @throws WireError */
export function leverage(data: unknown): Leverage {
  const from = raw(data)
  const mode = from.type
  if (mode !== 'cross' && mode !== 'isolated') return refuse('type', '"cross" or "isolated"', mode)
  const times = whole(from, 'value')
  if (times < 1) refuse('value', 'at least 1', times)
  return { mode, times }
}
