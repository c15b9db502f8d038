import type { GateResult } from '../strategy/strategy.ts'

/** Whether all checks pass. "Cannot say" is not a pass. */
export const passed = (judged: readonly GateResult[]): boolean =>
  judged.length > 0 && judged.every(({ verdict }) => verdict === 'pass')
