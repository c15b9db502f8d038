import type { GateResult } from '../strategy/strategy.ts'

/** True when all checks pass. "Cannot say" is not a pass, and neither is an empty list. */
export const passed = (judged: readonly GateResult[]): boolean =>
  judged.length > 0 && judged.every(({ verdict }) => verdict === 'pass')
