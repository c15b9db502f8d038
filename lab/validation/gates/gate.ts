import type { Indicators } from '../../indicators/memo.ts'
import type { Outcome } from '../../market/outcome.ts'
import type { Random } from '../../random.ts'
import type { GateResult } from '../../strategy/strategy.ts'
import type { Candidate } from '../candidate.ts'
import type { Measure } from '../measuring/job.ts'
import type { Thresholds } from '../thresholds.ts'

/** What a gate may use. */
export interface GateContext {
  readonly candidate: Candidate
  readonly thresholds: Thresholds
  readonly outcomes: { readonly train: Outcome; readonly validation: Outcome; readonly test?: Outcome }
  readonly measure: Measure
  /** Makes indicators with an empty cache, so that nothing computed elsewhere is reused. */
  readonly indicators: () => Indicators
  /** A random stream for one purpose. */
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

export interface Live {
  readonly name: string
  /** Daily returns, one row per UTC day of `seen`; NaN if unknown. Absent if they cannot be computed. */
  readonly returns?: Float64Array
}

export interface Paper {
  readonly days: number
  readonly trades: number
  /** Sharpe ratio of the paper run divided by that of its replay; absent if the replay made no profit. */
  readonly performance?: number
  /** Share of fills that paper run and replay both made in the same bar; absent without fills. */
  readonly quality?: number
  /**
   * Share of bar closes with equal target exposure, among those where either one was not flat; absent if there is
   * none.
   */
  readonly signals?: number
  /** Mean time from bar close to fill, ms; absent if it cannot be measured, as on the embedded exchange. */
  readonly latencyMs?: number
  /** Number of fills of either that differ without a known cause. */
  readonly unexplained: number
  /** Profit of the paper run and of its replay, and the difference by cause. */
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
  readonly required: (t: Thresholds) => number
  /** The measured number; undefined if it does not exist. */
  readonly found: (f: F) => number | undefined
  readonly passes: (found: number, required: number) => boolean
  /** The result in plain words, including both numbers. */
  readonly say: (found: string, required: string, f: F) => string
  /** Explains why the number does not exist. */
  readonly silent: string
  /** Whether the check applies; default: always. "Without its best symbol" does not apply to a single symbol. */
  readonly asked?: (f: F) => boolean
}

/** One concern about a candidate: it measures, and its checks compare with the thresholds. */
export interface Gate<F> {
  /** `G0` … */
  readonly id: string
  readonly name: string
  /** What the gate makes sure of, as a sentence. */
  readonly concern: string
  readonly find: (context: GateContext, onProgress?: (share: number) => void) => Promise<F>
  readonly checks: readonly Check<F>[]
}

/** The result of one check. `gate` joins the ids of gate and check. */
export interface Judged extends GateResult {
  readonly of: string
  readonly check: string
  readonly unit: Unit
  readonly sentence: string
}

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
