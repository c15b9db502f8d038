import type { GateResult } from '../strategy/strategy.ts'

/** All must pass; what cannot be said is not a pass. */
export const passed = (judged: readonly GateResult[]): boolean =>
  judged.length > 0 && judged.every(({ verdict }) => verdict === 'pass')
