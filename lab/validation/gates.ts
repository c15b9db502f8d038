import type { GateResult } from '../strategy/strategy.ts'

/** All that a candidate is judged by. What could not be measured is absent. */
export interface Findings {
  /** Distinct backtests that the candidate is the best of. */
  readonly evaluations: number
  /** Of daily returns in training, deflated by the number of evaluations. */
  readonly deflatedSharpe?: number
  /** Probability that the true Sharpe ratio is above 0, from the daily returns that the search never saw: validation and test. */
  readonly unseenSharpe?: number
  readonly validationTrades: number
  readonly testTrades: number
  /** Total return of the segment with every cost doubled. */
  readonly validationAtTwiceCosts: number
  readonly testAtTwiceCosts: number
  readonly liquidations: number
}

export interface Thresholds {
  readonly minTrades: number
  readonly deflatedSharpe: number
  readonly unseenSharpe: number
}

export const defaultThresholds: Thresholds = { minTrades: 20, deflatedSharpe: 0.95, unseenSharpe: 0.95 }

export interface Judged extends GateResult {
  /** What was asked and what came out, in plain words. */
  readonly sentence: string
}

interface Gate {
  readonly gate: string
  readonly required: (t: Thresholds) => number
  readonly found: (f: Findings) => number | undefined
  readonly passes: (found: number, required: number) => boolean
  readonly say: (found: number, required: number, f: Findings) => string
}

const atLeast = (found: number, required: number) => found >= required
const percent = (x: number) => `${(100 * x).toFixed(1)} %`

/** Every gate, in reading order. All must pass; what cannot be said is not a pass. */
export const gates: readonly Gate[] = [
  {
    gate: 'trades in validation',
    required: t => t.minTrades,
    found: f => f.validationTrades,
    passes: atLeast,
    say: (found, required) => `${found} trades in the validation segment; fewer than ${required} would say little.`,
  },
  {
    gate: 'trades in test',
    required: t => t.minTrades,
    found: f => f.testTrades,
    passes: atLeast,
    say: (found, required) => `${found} trades in the locked test; fewer than ${required} would say little.`,
  },
  {
    gate: 'validation at twice the costs',
    required: () => 0,
    found: f => f.validationAtTwiceCosts,
    passes: (found, required) => found > required,
    say: found =>
      `Return in validation with fees, slippage and funding doubled: ${percent(found)}; it must be above zero.`,
  },
  {
    gate: 'test at twice the costs',
    required: () => 0,
    found: f => f.testAtTwiceCosts,
    passes: (found, required) => found > required,
    say: found =>
      `Return in the locked test with fees, slippage and funding doubled: ${percent(found)}; it must be above zero.`,
  },
  {
    gate: 'deflated Sharpe ratio',
    required: t => t.deflatedSharpe,
    found: f => f.deflatedSharpe,
    passes: atLeast,
    say: (found, required, f) =>
      `Probability that training shows more than the luck of the best of ${f.evaluations} tries: ${percent(found)}; ${percent(required)} is asked for.`,
  },
  {
    gate: 'unseen Sharpe ratio',
    required: t => t.unseenSharpe,
    found: f => f.unseenSharpe,
    passes: atLeast,
    say: (found, required) =>
      `Probability that the Sharpe ratio is above zero, from days that the search never saw: ${percent(found)}; ${percent(required)} is asked for.`,
  },
  {
    gate: 'liquidations',
    required: () => 0,
    found: f => f.liquidations,
    passes: (found, required) => found <= required,
    say: found => `Liquidations in all segments: ${found}; none is allowed.`,
  },
]

export function judge(findings: Findings, thresholds: Thresholds = defaultThresholds): readonly Judged[] {
  return gates.map(({ gate, required: ask, found: look, passes, say }): Judged => {
    const required = ask(thresholds)
    const found = look(findings)
    if (found === undefined)
      return { gate, verdict: 'cannot say', required, sentence: 'The returns do not vary enough to say.' }
    return {
      gate,
      verdict: passes(found, required) ? 'pass' : 'fail',
      found,
      required,
      sentence: say(found, required, findings),
    }
  })
}

export const passed = (judged: readonly GateResult[]): boolean => judged.every(({ verdict }) => verdict === 'pass')
