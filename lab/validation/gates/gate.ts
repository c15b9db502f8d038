import type { Indicators } from '../../indicators/memo.ts'
import type { Outcome } from '../../market/outcome.ts'
import type { Random } from '../../random.ts'
import type { GateResult } from '../../strategy/strategy.ts'
import type { Candidate } from '../candidate.ts'
import type { Measure } from '../measuring/job.ts'
import type { Thresholds } from '../thresholds.ts'

/** Inputs of a gate. */
export interface GateContext {
  readonly candidate: Candidate
  readonly thresholds: Thresholds
  /** Backtests of the candidate on each segment; `test` is absent while the locked test is closed. */
  readonly outcomes: { readonly train: Outcome; readonly validation: Outcome; readonly test?: Outcome }
  /** Runs backtests. */
  readonly measure: Measure
  /** Makes indicators with an empty cache, so that nothing computed elsewhere is reused. */
  readonly indicators: () => Indicators
  /** Returns the random stream of one purpose. */
  readonly chance: (purpose: string) => Random
  /** The strategies that already trade. */
  readonly live: readonly Live[]
  /** Runs the candidate in the runtime on the embedded exchange; absent if only backtests are wanted. */
  readonly replay?: (from: number, to: number) => Promise<Outcome>
  /** Compares a paper run with a replay of the same time; absent without a paper run. */
  readonly paper?: () => Promise<Paper>
  readonly mode: Mode
}

/** Parts of the triple validation: backtest only; with replay; with replay and paper run. */
export type Mode = 'minimal' | 'fast' | 'full'

/** A strategy that already trades. */
export interface Live {
  readonly name: string
  /** Returns per UTC day of training and validation; NaN if unknown. Absent if they cannot be computed. */
  readonly returns?: Float64Array
}

/** Comparison of a paper run with a replay of the same time. */
export interface Paper {
  /** Length of the paper run. */
  readonly days: number
  /** Trades of the paper run. */
  readonly trades: number
  /** Sharpe ratio of the paper run divided by that of its replay; absent if the replay made no profit. */
  readonly performance?: number
  /** Share of fills that paper run and replay both made in the same bar; absent without fills. */
  readonly quality?: number
  /**
   * Share of bar closes at which paper run and replay had the same target exposure. Closes where both were flat do not
   * count; absent if no others exist.
   */
  readonly signals?: number
  /** Mean time from bar close to fill, ms; absent if it cannot be measured, as on the embedded exchange. */
  readonly latencyMs?: number
  /** Number of fills that only the paper run or only the replay has, without a known cause. */
  readonly unexplained: number
  /** Profit of the paper run and of its replay, and the difference between them, split by cause. */
  readonly earned: {
    readonly paperUsd: number
    readonly replayUsd: number
    readonly parts: readonly { readonly part: string; readonly usd: number }[]
  }
}

/** Unit in which a number is shown. */
export type Unit = 'share' | 'ratio' | 'count' | 'USD' | 'days' | 'years' | 'times' | 'ms'

/** One test of a gate, answered by a number. */
export interface Check<F> {
  readonly check: string
  readonly unit: Unit
  /** The threshold with which the measured number is compared. */
  readonly required: (t: Thresholds) => number
  /** The measured number; undefined if it does not exist. */
  readonly found: (f: F) => number | undefined
  readonly passes: (found: number, required: number) => boolean
  /** The result in plain words, including both numbers. */
  readonly say: (found: string, required: string, f: F) => string
  /** Sentence that explains why the number does not exist; empty when it always exists. */
  readonly silent: string
  /** True when the check applies; default: always. "Without its best symbol" does not apply to a single symbol. */
  readonly asked?: (f: F) => boolean
}

/** One concern about a candidate. `find` measures, and `checks` compare the measured numbers with the thresholds. */
export interface Gate<F> {
  /** `G0` … */
  readonly id: string
  readonly name: string
  /** What the gate makes sure of, as a sentence. */
  readonly concern: string
  /** Measures the candidate. `onProgress` receives the finished share, 0…1. */
  readonly find: (context: GateContext, onProgress?: (share: number) => void) => Promise<F>
  readonly checks: readonly Check<F>[]
}

/** The result of one check. `gate` is the id of the gate followed by the name of the check. */
export interface Judged extends GateResult {
  /** Id of the gate. */
  readonly of: string
  /** Name of the check. */
  readonly check: string
  readonly unit: Unit
  /** The result in plain words, or the reason why the number does not exist. */
  readonly sentence: string
}

/** Compares the findings of a gate with the thresholds; one result per check that applies. */
export function judge<F>({ id, checks }: Gate<F>, findings: F, thresholds: Thresholds): readonly Judged[] {
  return checks
    .filter(({ asked }) => asked?.(findings) ?? true)
    .map(({ check, unit, required: ask, found: measure, passes, say, silent }): Judged => {
      const required = ask(thresholds)
      const found = measure(findings)
      const head = { gate: `${id} ${check}`, of: id, check, unit, required }
      if (found === undefined || Number.isNaN(found))
        return { ...head, verdict: 'cannot say', sentence: silent || 'This number does not exist.' }
      return {
        ...head,
        verdict: passes(found, required) ? 'pass' : 'fail',
        found,
        sentence: say(shown(found, unit), shown(required, unit), findings),
      }
    })
}

export const atLeast = (found: number, required: number): boolean => found >= required
export const atMost = (found: number, required: number): boolean => found <= required
export const above = (found: number, required: number): boolean => found > required

/** A number with its unit, for use in a sentence. */
export function shown(value: number, unit: Unit): string {
  const sign = (text: string) => text.replace(/^-/, '−')
  const grouped = (digits: number) => sign(value.toLocaleString('en-US', { maximumFractionDigits: digits }))
  switch (unit) {
    case 'share':
      return sign(`${(100 * value).toFixed(1)} %`)
    case 'ratio':
      return sign(value.toFixed(2))
    case 'count':
      return grouped(0)
    case 'USD':
      return `${grouped(0)} USD`
    case 'days':
      return `${grouped(0)} days`
    case 'years':
      return sign(`${value.toFixed(1)} years`)
    case 'times':
      return sign(`${value.toFixed(1)} times`)
    case 'ms':
      return `${grouped(0)} ms`
  }
}
