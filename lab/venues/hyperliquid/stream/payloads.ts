import type { Price } from '../../../market/units.ts'
import type { AssetContext, DexContexts } from '../wire/asset-context.ts'
import type { WireBbo } from '../wire/bbo.ts'
import type { WireBook } from '../wire/book.ts'
import type { WireCandle } from '../wire/candle.ts'
import type { WireMids } from '../wire/mids.ts'
import type { SpotContext } from '../wire/spot-context.ts'
import type { WireTrade } from '../wire/trade.ts'
import type { UserPayloads } from './user-payloads.ts'

/** What each subscription brings. */
export interface Payloads extends MarketPayloads, UserPayloads {}

/** What each market subscription brings, in our units. */
export interface MarketPayloads {
  readonly allMids: WireMids
  readonly l2Book: WireBook
  readonly bbo: WireBbo
  /** All of one symbol, in the venue's order; those that were seen before are left out. */
  readonly trades: readonly WireTrade[]
  /** The candle that is still moving: it is closed once another follows. */
  readonly candle: WireCandle
  readonly activeAssetCtx: MarketContext
  readonly assetCtxs: DexContexts
  readonly allDexsAssetCtxs: readonly DexContexts[]
  readonly spotAssetCtxs: readonly SpotContext[]
  readonly fastAssetCtxs: FastContexts
  readonly outcomeMetaUpdates: readonly OutcomeUpdate[]
}

/** One subscription serves both sorts of market, on a channel each. */
export type MarketContext =
  | (AssetContext & { readonly market: 'perp'; readonly symbol: string })
  | (SpotContext & { readonly market: 'spot' })

/** By symbol, what has changed: all of it in a snapshot, and otherwise only what is there. */
export type FastContexts = ReadonlyMap<string, FastContext>
export interface FastContext {
  /** Null where there is none. */
  readonly markPrice?: Price | null
  /** Null when a side of the book is empty. */
  readonly midPrice?: Price | null
}

/** News of a prediction market, as the venue words it: `outcomeSettled` and its number, `questionUpdated` and the question … */
export interface OutcomeUpdate {
  readonly what: string
  readonly of: unknown
}
