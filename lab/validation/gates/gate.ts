import type { Indicators } from '../../indicators/memo.ts'
import type { Outcome } from '../../market/outcome.ts'
import type { Random } from '../../random.ts'
import type { GateResult } from '../../strategy/strategy.ts'
import type { Candidate } from '../candidate.ts'
import type { Measure } from '../measuring/job.ts'
import type { Thresholds } from '../thresholds.ts'

/** What a gate may look at. */
export interface GateContext {
  readonly candidate: Candidate
  readonly thresholds: Thresholds
  readonly outcomes: { readonly train: Outcome; readonly validation: Outcome; readonly test?: Outcome }
  readonly measure: Measure
  /** New ones, which have kept nothing of what others computed. */
  readonly indicators: () => Indicators
  /** A stream of chance for one purpose. */
  readonly chance: (purpose: string) => Random
  /** What trades already. */
  readonly live: readonly Live[]
  /** Lets the runtime trade the candidate on the embedded exchange; absent where only backtests are asked for. */
  readonly replay?: (from: number, to: number) => Promise<Outcome>
  /** What a paper run came to, beside what a replay of the same time does; absent where there was none. */
  readonly paper?: () => Promise<Paper>
  readonly mode: Mode
}

/** How much of the triple validation is asked for: backtest; replay as well; a paper run as well. */
export type Mode = 'minimal' | 'fast' | 'full'

export interface Live {
  readonly name: string
  /** Rows as those of the candidate, one a UTC day of `seen`; NaN where unknown; absent where it could not be told. */
  readonly returns?: Float64Array
}

export interface Paper {
  readonly days: number
  readonly trades: number
  /** Sharpe ratio of the paper run over that of its replay; absent where the replay earned nothing. */
  readonly performance?: number
  /** Share of the fills that both made, in the same bar; absent where there was none. */
  readonly quality?: number
  /** Share of the closes, of those at which either wanted something, at which both wanted the same. */
  readonly signals?: number
  /** Mean time from a bar's close to the fill; absent where it cannot be measured, as on the embedded exchange. */
  readonly latencyMs?: number
  /** Fills of either that have no cause. */
  readonly unexplained: number
  /** What it earned, what its replay did, and what the difference is made of. */
  readonly earned: {
    readonly paperUsd: number
    readonly replayUsd: number
    readonly parts: readonly { readonly part: string; readonly usd: number }[]
  }
}

/** How a number reads. */
export type Unit = 'share' | 'ratio' | 'count' | 'USD' | 'days' | 'years' | 'times' | 'ms'

/** A question with a number for an answer. */
export interface Check<F> {
  readonly check: string
  readonly unit: Unit
  readonly required: (t: Thresholds) => number
  /** Absent where it cannot be said. */
  readonly found: (f: F) => number | undefined
  readonly passes: (found: number, required: number) => boolean
  /** In plain words, both numbers in them. */
  readonly say: (found: string, required: string, f: F) => string
  /** Why it cannot be said. */
  readonly silent: string
  /** Not asked where it makes no sense, such as "without its best symbol" of one. */
  readonly asked?: (f: F) => boolean
}

/** One concern: it measures, and asks its questions. */
export interface Gate<F> {
  /** `G0` … */
  readonly id: string
  readonly name: string
  /** What it is there for. */
  readonly concern: string
  readonly find: (context: GateContext, onProgress?: (share: number) => void) => Promise<F>
  readonly checks: readonly Check<F>[]
}

/** The answer to one check. `gate` names gate and check. */
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
        return { ...head, verdict: 'cannot say', sentence: silent || 'The number does not exist.' }
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

/** A number with its unit, as a sentence has it. */
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
