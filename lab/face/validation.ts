/** Judging what a search found: gates, thresholds, and the judgement. */

export type { Judged } from '../validation/gates/gate.ts'
export type { RunJudgement } from '../validation/judgement.ts'
export type { JudgeSettings } from '../validation/measuring/judge.ts'
export { passed } from '../validation/passed.ts'
export { readThresholds, type Thresholds } from '../validation/thresholds.ts'
