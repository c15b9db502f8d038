import type { Costs } from '../market/fees.ts'
import type { DurationMs, EpochMs, Fraction, Usd } from '../market/units.ts'
import type { FormulaRules } from '../seeds/formula/rules.ts'
import type { Genes } from '../seeds/seed.ts'

/**
 * How far a strategy has been allowed to go. A candidate trades on the embedded exchange and nowhere else; paper wherever no money is at stake;
 * a canary with a small part of its size on a live venue; live in full.
 */
export const stages = ['candidate', 'paper', 'canary', 'live'] as const
export type Stage = (typeof stages)[number]

/** An approved genome with everything that trading it needs: the one thing that crosses from lab to runtime. */
export interface Strategy {
  readonly name: string
  readonly stage: Stage
  /** Bred on a simulated market: no live venue takes it. */
  readonly synthetic: boolean
  /** From then on it opens nothing more: what was judged once is not believed for ever. Absent: never, and no live venue takes it. */
  readonly expires?: EpochMs
  /** In the order in which orders are sent. */
  readonly universe: readonly string[]
  readonly interval: DurationMs
  /** The weights' magnitudes sum to at most 1. */
  readonly seeds: readonly WeightedSeed[]
  /** How several signals become one; absent: they are added up by weight. */
  readonly ensemble?: Ensemble
  readonly sizing: Sizing
  readonly exits: Exits
  /** Paths of fields that leave the ranges thought safe for crypto markets, on purpose. */
  readonly widened?: readonly string[]
  readonly risk: RiskLimits
  /** What trading was assumed to cost when the strategy was judged. */
  readonly costs: Costs
  readonly evidence?: Evidence
  readonly lineage?: Lineage
  /** Hash of the older file that this one was written anew from. */
  readonly migratedFrom?: string
  readonly approvals: readonly Approval[]
}

export interface WeightedSeed {
  readonly name: string
  readonly weight: number
  readonly genes: Genes
  /** Of a formula. */
  readonly formula?: FormulaRules
  /** Of a learner: what it has learned. It then learns no more, so that what trades is what was judged. */
  readonly model?: Model
  /** Genes of each enhancer that is on, by its name. */
  readonly enhancers?: Readonly<Record<string, Genes>>
}

/** A model in a file beside the strategy's own. */
export interface Model {
  /** Name of the file, in the same folder. */
  readonly file: string
  /** `sha256:` and 64 hex digits over the file's bytes. */
  readonly hash: string
  /** Of a model made elsewhere: when its training data ended. Our own files say so themselves. */
  readonly trainedTo?: EpochMs
  /** Its content, as the seed reads it. */
  readonly fitted: unknown
}

/**
 * - `weights`: signals are added up by weight, conviction for conviction.
 * - `vote`: each seed votes its direction with its weight; the side that leads by more than `quorum` of all weight takes it all.
 * - `split`: each seed has its weight's share of the capital to itself: added up as well, but acted on as soon as one of them has moved
 *   by `sizing.rebalance` of its own share.
 */
export type Ensemble =
  | { readonly method: 'weights' }
  | { readonly method: 'vote'; readonly quorum: Fraction }
  | { readonly method: 'split' }

export interface Sizing {
  /** Notional of one symbol at full exposure, as a fraction of equity. */
  readonly fraction: Fraction
  /** The account's leverage setting: margin taken up is notional / leverage. */
  readonly leverage: number
  /**
   * The smallest change of exposure, 0…2, that is worth trading while the direction stays: of the whole; of a seed's share where seeds share
   * the capital; of the larger of the two exposures where there is a scaling.
   */
  readonly rebalance: number
  /** What makes less of the fraction, bar by bar; absent: nothing does. */
  readonly scaling?: Scaled
}

export interface Scaled {
  readonly name: string
  readonly genes: Genes
}

/**
 * Distances are fractions of a price, or multiples of the mean true range that was known when the position was decided on. Of two distances
 * for the same purpose the nearer counts. What is absent does not exit.
 */
export interface Exits {
  /** From the entry price, against us. */
  readonly stop?: Fraction
  readonly stopAtr?: number
  /** From the best price since entry, against us; moved at each close. */
  readonly trailing?: Fraction
  readonly trailingAtr?: number
  /** From the entry price, in our favour. */
  readonly target?: Fraction
  readonly targetAtr?: number
  /** Bars over which true ranges are averaged: there when, and only when, a distance is measured by them. */
  readonly atrWindow?: number
  /** Bars held, then out at the next open. */
  readonly time?: number
}

/** Limits only refuse or halt; they never reshape an order, so what was judged is what is sent, or nothing is. */
export interface RiskLimits {
  /** Notional of one symbol after the order, in multiples of equity. */
  readonly maxPosition: number
  /** Sum of all notionals after the order, in multiples of equity. */
  readonly maxGross: number
  readonly maxOrderUsd: Usd
  /** Equity above which nothing is opened: it was judged to bear no more. Absent: as much as there is. */
  readonly maxEquityUsd?: Usd
  readonly maxOrdersPerDay: number
  /** Loss from the highest equity at which everything is closed and trading ends. */
  readonly maxDrawdown: Fraction
  /** Loss since the day's first equity (UTC) at which nothing is opened until the next day. */
  readonly maxDailyLoss: Fraction
  /** Bars: nothing is opened on a price older than this. */
  readonly maxPriceAge: number
}

export interface Evidence {
  readonly data: readonly DataSeen[]
  readonly segments: readonly SegmentResult[]
  readonly gates: readonly GateResult[]
  /** Backtests that the winner is the best of: every one on record. */
  readonly evaluations: number
  /** Times that the locked test had been opened for anybody, this one included. */
  readonly looks?: number
  /** SHA-256 of the file of thresholds that it was judged by. */
  readonly thresholds?: string
  /** The paper run that it was held against its replay by. */
  readonly paper?: PaperSeen
}

export interface PaperSeen {
  readonly run: string
  /** Name of the venue that it traded on. */
  readonly venue: string
  readonly from: EpochMs
  readonly to: EpochMs
  /** SHA-256 of its journal. */
  readonly journal: string
}

export interface DataSeen {
  readonly venue: string
  readonly symbol: string
  readonly from: EpochMs
  readonly to: EpochMs
  readonly bars: number
  /** SHA-256 of the columns. */
  readonly fingerprint: string
}

/** Numbers that do not exist are absent. */
export interface SegmentResult {
  readonly name: 'train' | 'validation' | 'test'
  readonly from: EpochMs
  readonly to: EpochMs
  readonly trades: number
  readonly totalReturn: Fraction
  readonly sharpeAnnual?: number
  readonly maxDrawdown: Fraction
}

export interface GateResult {
  readonly gate: string
  readonly verdict: 'pass' | 'fail' | 'cannot say'
  readonly found?: number
  readonly required: number
}

export interface Lineage {
  readonly run: string
  readonly engine: string
  /** The run's random seed. */
  readonly seedNumber: number
  readonly generation: number
  /** Of the genome, and of those that it was bred from: sixteen hex digits each. */
  readonly genome?: string
  readonly parents?: readonly string[]
  /** Hash of the file of an earlier stage that this one was made of. */
  readonly from?: string
}

export interface Approval {
  readonly by: string
  readonly at: EpochMs
  /** Ed25519 over hash, name and time, base64; absent: unsigned, and no live venue takes it. */
  readonly signature?: string
}
