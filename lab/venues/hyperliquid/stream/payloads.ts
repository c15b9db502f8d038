import type { Price } from '../../../market/units.ts'
import type { AssetContext, DexContexts } from '../wire/asset-context.ts'
import type { WireBbo } from '../wire/bbo.ts'
import type { WireBook } from '../wire/book.ts'
import type { WireCandle } from '../wire/candle.ts'
import type { WireMids } from '../wire/mids.ts'
import type { SpotContext } from '../wire/spot-context.ts'
import type { WireTrade } from '../wire/trade.ts'
import type { UserPayloads } from './user-payloads.ts'

/** Data of each type of subscription. */
export interface Payloads extends MarketPayloads, UserPayloads {}

/** Data of each market subscription, in the units of this program. */
export interface MarketPayloads {
  readonly allMids: WireMids
  readonly l2Book: WireBook
  readonly bbo: WireBbo
  /** Trades of one symbol in the venue's order, without those received before. */
  readonly trades: readonly WireTrade[]
  /** The current candle. It is final once the venue sends a later one. */
  readonly candle: WireCandle
  readonly activeAssetCtx: MarketContext
  readonly assetCtxs: DexContexts
  readonly allDexsAssetCtxs: readonly DexContexts[]
  readonly spotAssetCtxs: readonly SpotContext[]
  readonly fastAssetCtxs: FastContexts
  readonly outcomeMetaUpdates: readonly OutcomeUpdate[]
}

/** Data of `activeAssetCtx`. One subscription type serves perpetuals and spot pairs, each on its own channel. */
export type MarketContext =
  | (AssetContext & { readonly market: 'perp'; readonly symbol: string })
  | (SpotContext & { readonly market: 'spot' })

/** By symbol: all contexts in a snapshot, otherwise only the changed ones. */
export type FastContexts = ReadonlyMap<string, FastContext>
/** Prices of one market; a field is absent when the message does not contain it. */
export interface FastContext {
  /** Null when there is no mark price. */
  readonly markPrice?: Price | null
  /** Null when a side of the book is empty. */
  readonly midPrice?: Price | null
}

/** An update of a prediction market, with the venue's names. */
export interface OutcomeUpdate {
  /** Kind of update, such as `outcomeSettled` or `questionUpdated`. */
  readonly what: string
  /** Content of the update: the outcome's number or the question, for example. Unchecked. */
  readonly of: unknown
}
