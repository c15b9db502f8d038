/** Judgement of the result of a search: gates and thresholds. */

export type { Judged } from '../validation/gates/gate.ts'
export type { RunJudgement } from '../validation/judgement.ts'
export type { JudgeSettings } from '../validation/measuring/judge.ts'
export { passed } from '../validation/passed.ts'
export { readThresholds, type Thresholds } from '../validation/thresholds.ts'
