import type { IntervalName, month } from '../wire/interval.ts'

/** Address of an account, not of an agent that signs for it: `0x` and forty hexadecimal digits, in either case. */
type User = { readonly user: string }
/** Symbol as the venue spells it, such as `BTC`, `@107`, `PURR/USDC`, `xyz:AAPL`. */
type Coin = { readonly coin: string }
/** Name of a perpetuals exchange; absent or empty: the venue's own exchange. */
type Dex = { readonly dex?: string }

/** All subscriptions that the venue offers, in the format of the venue. */
export type Subscription =
  | ({ readonly type: 'allMids' } & Dex)
  | ({ readonly type: 'l2Book' } & Coin & Aggregation)
  | ({ readonly type: 'bbo' | 'trades' | 'activeAssetCtx' } & Coin)
  | ({ readonly type: 'candle'; readonly interval: IntervalName | typeof month } & Coin)
  | ({ readonly type: 'assetCtxs' } & Dex)
  | { readonly type: 'allDexsAssetCtxs' | 'spotAssetCtxs' | 'fastAssetCtxs' | 'outcomeMetaUpdates' }
  | ({ readonly type: 'activeAssetData' } & User & Coin)
  | ({ readonly type: 'userFills'; readonly aggregateByTime?: boolean } & User)
  | ({ readonly type: PlainUserType } & User)
  | ({ readonly type: 'openOrders' | 'clearinghouseState' | 'twapStates' } & User & Dex)

type PlainUserType =
  | ('orderUpdates' | 'userEvents' | 'userFundings' | 'userNonFundingLedgerUpdates' | 'userHistoricalOrders')
  | ('userTwapSliceFills' | 'userTwapHistory' | 'notification' | 'webData2' | 'webData3' | 'spotState')
  | 'allDexsClearinghouseState'

/** Aggregation of book levels by rounding their prices. */
interface Aggregation {
  /** Number of significant figures of a level's price; absent or null: no aggregation. */
  readonly nSigFigs?: 2 | 3 | 4 | 5 | null
  /** Step of the last significant figure. Allowed only with five figures. */
  readonly mantissa?: 2 | 5 | null
}

export type SubscriptionType = Subscription['type']
/** The subscription of a type, or of any of several types. */
export type SubscriptionOf<T extends SubscriptionType> = T extends unknown ? Narrow<Subscription, T> : never

type Narrow<S, T extends SubscriptionType> = S extends { readonly type: infer U }
  ? T extends U
    ? Omit<S, 'type'> & { readonly type: T }
    : never
  : never
