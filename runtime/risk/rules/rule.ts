import type { Account, Marks } from '../../../lab/market/account.ts'
import type { Intent } from '../../../lab/market/order.ts'
import type { DurationMs, EpochMs, Size, Usd } from '../../../lab/market/units.ts'
import type { RiskLimits } from '../../../lab/strategy/strategy.ts'

/** Account and market at the time of an order, as input of the risk rules. A number that is NaN refuses the order. */
export interface Situation {
  readonly now: EpochMs
  readonly account: Account
  readonly equity: Usd
  readonly marks: Marks
  /** Close time of the bar from which each symbol's mark comes. */
  readonly markedAt: ReadonlyMap<string, EpochMs>
  /** Length of the strategy's bars. */
  readonly interval: DurationMs
  /** Sum of the unfilled sizes of live market orders by symbol; above 0 for buys, below 0 for sells. */
  readonly pending: ReadonlyMap<string, Size>
  /** Number of orders sent since midnight UTC, including stops and targets. */
  readonly ordersToday: number
  /** Equity at the first close of the UTC day. */
  readonly dayStartEquity: Usd
  /** Reason of the halt; undefined while trading is not halted. */
  readonly halted: string | undefined
  /** Time at which the strategy's evidence becomes too old; absent: never. */
  readonly expires?: EpochMs
}

/**
 * A risk rule: one reason to refuse an order. Orders that only reduce a position skip all rules.
 *
 * A rule lets an order pass if `value <= limit`. A comparison with NaN is false, so NaN is refused.
 *
 * @typeParam Refused the rule's name and the numbers that explain its refusal: what was found and what is allowed
 */
export interface Rule<Refused extends { readonly rule: string } = { readonly rule: string }> {
  /** Pure function that returns the refusal, or undefined if the order passes. It does not change the order. */
  readonly refuse: (intent: Intent, now: Situation, limits: RiskLimits) => Refused | undefined
  /** `inside`: an order exactly at the limit, which passes. `past`: an order just beyond it, which is refused. */
  readonly edge: { readonly inside: EdgeCase; readonly past: EdgeCase }
}

/** Input of a rule in the contract test. Absent parts have defaults that no rule refuses. */
export interface EdgeCase {
  /** Default: buy 1 BTC. */
  readonly intent?: Partial<Pick<Intent, 'symbol' | 'size'>>
  /** Default: 10,000 USD, no position, BTC marked at 100 just now. */
  readonly situation?: Partial<Situation>
  /** Default: limits so high that no order reaches them. */
  readonly limits?: Partial<RiskLimits>
}
