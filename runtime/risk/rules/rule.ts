import type { Account, Marks } from '../../../lab/market/account.ts'
import type { Intent } from '../../../lab/market/order.ts'
import type { DurationMs, EpochMs, Size, Usd } from '../../../lab/market/units.ts'
import type { RiskLimits } from '../../../lab/strategy/strategy.ts'

/** What the risk gate knows when it is asked. What it does not know, it does not allow. */
export interface Situation {
  readonly now: EpochMs
  readonly account: Account
  readonly equity: Usd
  readonly marks: Marks
  /** Close time of the bar that each mark is from. */
  readonly markedAt: ReadonlyMap<string, EpochMs>
  readonly interval: DurationMs
  /** Signed sizes of orders that are on their way to a fill. */
  readonly pending: ReadonlyMap<string, Size>
  readonly ordersToday: number
  readonly dayStartEquity: Usd
  readonly halted: string | undefined
  /** When the strategy is not believed any more; absent: never. */
  readonly expires?: EpochMs
}

/**
 * One reason to refuse an order. Orders that only reduce a position are asked about none.
 *
 * A rule tests that its limit is kept (`value <= limit`), never that it is broken (`value > limit`), so NaN is refused.
 *
 * @typeParam Refused the rule's name and the numbers that explain its refusal: what was found and what is allowed
 */
export interface Rule<Refused extends { readonly rule: string } = { readonly rule: string }> {
  /** Pure. It answers with a refusal or with nothing, and never reshapes the order. */
  readonly refuse: (intent: Intent, now: Situation, limits: RiskLimits) => Refused | undefined
  /** The last order that the rule lets pass, and the first that it refuses. The contract test holds the rule to both. */
  readonly edge: { readonly inside: EdgeCase; readonly past: EdgeCase }
}

/** What matters to one rule; everything else is calm and no other limit is near. */
export interface EdgeCase {
  /** Default: buys 1 BTC. */
  readonly intent?: Partial<Pick<Intent, 'symbol' | 'size'>>
  /** Default: 10,000 USD, no position, BTC marked at 100 just now. */
  readonly situation?: Partial<Situation>
  /** Default: limits that no order reaches. */
  readonly limits?: Partial<RiskLimits>
}
