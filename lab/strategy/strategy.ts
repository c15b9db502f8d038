import type { Costs } from '../market/fees.ts'
import type { DurationMs, EpochMs, Fraction, Usd } from '../market/units.ts'
import type { FormulaRules } from '../seeds/formula/rules.ts'
import type { Genes } from '../seeds/seed.ts'

/**
 * Stages of promotion. A candidate trades only on the embedded exchange; `paper` anywhere without real money; `canary`
 * on a live venue with a small part of its size; `live` in full.
 */
export const stages = ['candidate', 'paper', 'canary', 'live'] as const
export type Stage = (typeof stages)[number]

/** An approved genome with everything needed to trade it: the only artefact that passes from lab to runtime. */
export interface Strategy {
  readonly name: string
  readonly stage: Stage
  /** Bred on a simulated market; live venues refuse it. */
  readonly synthetic: boolean
  /**
   * Time after which it opens no new positions, because evidence ages. Absent: never; live venues refuse such a file.
   */
  readonly expires?: EpochMs
  /** Symbols traded, in the order in which orders are sent. */
  readonly universe: readonly string[]
  readonly interval: DurationMs
  /** Seeds and their weights; absolute weights sum to at most 1. */
  readonly seeds: readonly WeightedSeed[]
  /** How signals are combined; default: weighted sum. */
  readonly ensemble?: Ensemble
  readonly sizing: Sizing
  readonly exits: Exits
  /** Paths of fields that deliberately leave the ranges considered safe for crypto markets. */
  readonly widened?: readonly string[]
  readonly risk: RiskLimits
  /** Trading costs assumed when the strategy was judged. */
  readonly costs: Costs
  readonly evidence?: Evidence
  readonly lineage?: Lineage
  /** Hash of the older file from which this one was migrated. */
  readonly migratedFrom?: string
  readonly approvals: readonly Approval[]
}

export interface WeightedSeed {
  readonly name: string
  readonly weight: number
  readonly genes: Genes
  /** Rules, for the seed `formula`. */
  readonly formula?: FormulaRules
  /**
   * Trained model, for a seed that learns. It learns no further, so that live trading uses exactly the model that was
   * judged.
   */
  readonly model?: Model
  /** Genes of each active enhancer, by its name. */
  readonly enhancers?: Readonly<Record<string, Genes>>
}

/** A model in a file beside the strategy's own. */
export interface Model {
  /** Name of the file, in the same folder. */
  readonly file: string
  /** `sha256:` and 64 hex digits over the file's bytes. */
  readonly hash: string
  /** End of the training data, for a model made elsewhere. Our own model files contain it. */
  readonly trainedTo?: EpochMs
  /** Its content, as parsed by the seed. */
  readonly fitted: unknown
}

/**
 * - `weights`: weighted sum of the signals.
 * - `vote`: each seed votes for its direction with its weight; the side that leads by more than `quorum` of all weight
 *   gets full exposure.
 * - `split`: each seed has its own share of the capital, by weight. Signals are summed as well, but a trade happens as
 *   soon as one seed has moved by `sizing.rebalance` of its own share.
 */
export type Ensemble =
  | { readonly method: 'weights' }
  | { readonly method: 'vote'; readonly quorum: Fraction }
  | { readonly method: 'split' }

export interface Sizing {
  /** Notional of one symbol at full exposure, as a fraction of equity. */
  readonly fraction: Fraction
  /** The account's leverage setting: margin used is notional / leverage. */
  readonly leverage: number
  /**
   * Smallest change of exposure, 0…2, that is traded while the direction stays the same. It is relative to 1; to a
   * seed's share in a `split`; to the larger of the two exposures with a scaling.
   */
  readonly rebalance: number
  /** Scaling that reduces the fraction bar by bar; absent: none. */
  readonly scaling?: Scaled
}

export interface Scaled {
  readonly name: string
  readonly genes: Genes
}

/**
 * Distances are fractions of a price, or multiples of the average true range at the time of the decision. Of two
 * distances for the same purpose, the nearer one applies. An absent exit is off.
 */
export interface Exits {
  /** From the entry price, against us. */
  readonly stop?: Fraction
  readonly stopAtr?: number
  /** From the best price since entry, against us; updated at each close. */
  readonly trailing?: Fraction
  readonly trailingAtr?: number
  /** From the entry price, in our favour. */
  readonly target?: Fraction
  readonly targetAtr?: number
  /** Bars of the average true range; required exactly when a distance is given in multiples of it. */
  readonly atrWindow?: number
  /** Number of bars after which the position is closed at the next open. */
  readonly time?: number
}

/** Limits refuse orders or halt trading; they never change an order. */
export interface RiskLimits {
  /** Notional of one symbol after the order, in multiples of equity. */
  readonly maxPosition: number
  /** Sum of all notionals after the order, in multiples of equity. */
  readonly maxGross: number
  readonly maxOrderUsd: Usd
  /** Equity above which nothing is opened, because the strategy was not judged for more. Absent: no limit. */
  readonly maxEquityUsd?: Usd
  readonly maxOrdersPerDay: number
  /** Loss from peak equity at which everything is closed and trading ends. */
  readonly maxDrawdown: Fraction
  /** Loss since the day's first equity (UTC) at which nothing is opened until the next day. */
  readonly maxDailyLoss: Fraction
  /** Maximum age of the price, in bars; nothing is opened on an older one. */
  readonly maxPriceAge: number
}

export interface Evidence {
  readonly data: readonly DataSeen[]
  readonly segments: readonly SegmentResult[]
  readonly gates: readonly GateResult[]
  /** Number of backtests on record, of which this strategy is the best. */
  readonly evaluations: number
  /** Number of accesses to the locked test data by anyone, including this one. */
  readonly looks?: number
  /** SHA-256 of the thresholds file used by the judgement. */
  readonly thresholds?: string
  /** The paper run that was compared with its replay. */
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

/** A number that cannot be computed is absent. */
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
  /** Id of the genome, and ids of its parents: sixteen hex digits each. */
  readonly genome?: string
  readonly parents?: readonly string[]
  /** Hash of the file of an earlier stage from which this one was promoted. */
  readonly from?: string
}

export interface Approval {
  readonly by: string
  readonly at: EpochMs
  /** Ed25519 signature over hash, name and time, base64; absent: unsigned, and live venues refuse the file. */
  readonly signature?: string
}
