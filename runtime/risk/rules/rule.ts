import type { Account, Marks } from '../../../lab/market/account.ts'
import type { Intent } from '../../../lab/market/order.ts'
import type { DurationMs, EpochMs, Size, Usd } from '../../../lab/market/units.ts'
import type { RiskLimits } from '../../../lab/strategy/strategy.ts'

/** What the risk rules know about account and market when they check an order. An unknown number refuses the order. */
export interface Situation {
  readonly now: EpochMs
  readonly account: Account
  readonly equity: Usd
  readonly marks: Marks
  /** Close time of the bar that each mark is from. */
  readonly markedAt: ReadonlyMap<string, EpochMs>
  readonly interval: DurationMs
  /** Unfilled signed sizes of live market orders, summed by symbol. */
  readonly pending: ReadonlyMap<string, Size>
  /** Orders sent since midnight UTC, stops and targets included. */
  readonly ordersToday: number
  /** Equity at the first close of the UTC day. */
  readonly dayStartEquity: Usd
  /** Why trading has halted; undefined while it goes on. */
  readonly halted: string | undefined
  /** When the strategy's evidence becomes too old; absent: never. */
  readonly expires?: EpochMs
}

/**
 * One reason to refuse an order. Orders that only reduce a position skip all rules.
 *
 * A rule tests `value <= limit` and not `value > limit`, so NaN is refused.
 *
 * @typeParam Refused the rule's name and the numbers that explain its refusal: what was found and what is allowed
 */
export interface Rule<Refused extends { readonly rule: string } = { readonly rule: string }> {
  /** Pure. Returns a refusal, or undefined to let the order pass; never changes the order. */
  readonly refuse: (intent: Intent, now: Situation, limits: RiskLimits) => Refused | undefined
  /** An order exactly at the limit, which passes, and one just past it, which is refused. The contract test checks both. */
  readonly edge: { readonly inside: EdgeCase; readonly past: EdgeCase }
}

/** The inputs that matter to one rule. All others get defaults that no rule refuses. */
export interface EdgeCase {
  /** Default: buys 1 BTC. */
  readonly intent?: Partial<Pick<Intent, 'symbol' | 'size'>>
  /** Default: 10,000 USD, no position, BTC marked at 100 just now. */
  readonly situation?: Partial<Situation>
  /** Default: limits that no order reaches. */
  readonly limits?: Partial<RiskLimits>
}
