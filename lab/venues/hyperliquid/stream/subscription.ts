import type { IntervalName, month } from '../wire/interval.ts'

/** `0x` and forty hexadecimal digits, in either case: the account itself, never an agent that signs for it. */
type User = { readonly user: string }
/** As the venue spells it: `BTC`, `@107`, `PURR/USDC`, `xyz:AAPL`. */
type Coin = { readonly coin: string }
/** A perpetuals exchange by its name; the venue's own, which is meant when it is left out, has the empty one. */
type Dex = { readonly dex?: string }

/** Everything that the venue streams, in the venue's words. */
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

/** How levels of the book are gathered: none, or to so many significant figures, of which the last in steps of `mantissa`. */
interface Aggregation {
  readonly nSigFigs?: 2 | 3 | 4 | 5 | null
  /** Only with five figures. */
  readonly mantissa?: 2 | 5 | null
}

export type SubscriptionType = Subscription['type']
/** The subscription of a type; of several types, one of theirs. */
export type SubscriptionOf<T extends SubscriptionType> = T extends unknown ? Narrow<Subscription, T> : never

type Narrow<S, T extends SubscriptionType> = S extends { readonly type: infer U }
  ? T extends U
    ? Omit<S, 'type'> & { readonly type: T }
    : never
  : never
