import type { Clock } from '../../../clock.ts'
import type { AssetContextRow, BookRow, TradeRow } from '../../../market/records.ts'
import type { DurationMs, EpochMs } from '../../../market/units.ts'
import { parseBook } from '../wire/book.ts'
import { parseDexs } from '../wire/dexs.ts'
import { parseExchangeStatus } from '../wire/exchange-status.ts'
import { parseMeta, parseMetaAndContexts, parseMetas } from '../wire/meta.ts'
import { parseMids } from '../wire/mids.ts'
import { parsePredictedFundings } from '../wire/predicted-funding.ts'
import { parseSpotMeta } from '../wire/spot-meta.ts'
import { parseTrades } from '../wire/trade.ts'
import { readCandles } from './candles.ts'
import { readFundingHistory } from './funding-history.ts'
import { ask, type Client, onDex, only } from './request.ts'
import { venue } from './venue.ts'

/** Aggregation of a book's levels by price. */
export interface PriceAggregation {
  /** Significant digits to which prices are rounded, away from the mid. */
  readonly digits: 2 | 3 | 4 | 5
  /** Step of the last digit, possible with five digits only. */
  readonly step?: 2 | 5
}

/**
 * Public reads of the markets. Most methods have the names of the venue's `/info` requests.
 *
 * `dex` names a third party's perpetuals exchange at the venue; absent: the venue's own.
 */
export const marketReads = (client: Client, clock: Clock) => ({
  meta: (dex?: string) => ask('info meta', () => client.meta(onDex(dex)), parseMeta),
  allPerpMetas: () => ask('info allPerpMetas', () => client.allPerpMetas(), parseMetas),
  perpDexs: () => ask('info perpDexs', () => client.perpDexs(), parseDexs),
  spotMeta: () => ask('info spotMeta', () => client.spotMeta(), parseSpotMeta),
  metaAndAssetCtxs: (dex?: string) =>
    ask('info metaAndAssetCtxs', () => client.metaAndAssetCtxs(onDex(dex)), parseMetaAndContexts),
  /** Prices, funding and open interest of each listed perpetual with a price; `t` is the time of the answer. */
  assetContexts: async (dex?: string): Promise<readonly AssetContextRow[]> => {
    const question = () => client.metaAndAssetCtxs(onDex(dex))
    const { meta, contexts } = await ask('info metaAndAssetCtxs', question, parseMetaAndContexts)
    const t = clock()
    return meta.universe.flatMap(({ symbol, isDelisted }, i) => {
      const context = contexts[i]
      return isDelisted || !context ? [] : { venue, symbol, t, ...context }
    })
  },
  allMids: (dex?: string) => ask('info allMids', () => client.allMids(onDex(dex)), parseMids),
  /** The book of a symbol. @throws WireError also for an unknown symbol, because the venue then answers null */
  l2Book: async (symbol: string, aggregation?: PriceAggregation): Promise<BookRow> => {
    const what = `info l2Book ${symbol}`
    const { digits: nSigFigs = null, step: mantissa = null } = aggregation ?? {}
    const book = await ask(what, () => client.l2Book({ coin: symbol, nSigFigs, mantissa }), parseBook)
    only(what, [book], symbol)
    return { venue, ...book }
  },
  candles: (symbol: string, interval: DurationMs, from: EpochMs, to: EpochMs) =>
    readCandles(client, clock, symbol, interval, from, to),
  /** A symbol's newest trades, newest first. */
  recentTrades: async (symbol: string): Promise<readonly TradeRow[]> => {
    const what = `info recentTrades ${symbol}`
    const trades = await ask(what, () => client.recentTrades({ coin: symbol }), parseTrades)
    return only(what, trades, symbol).map(trade => ({ venue, ...trade }))
  },
  fundingHistory: (symbol: string, from: EpochMs, to: EpochMs) => readFundingHistory(client, symbol, from, to),
  predictedFundings: () => ask('info predictedFundings', () => client.predictedFundings(), parsePredictedFundings),
  exchangeStatus: () => ask('info exchangeStatus', () => client.exchangeStatus(), parseExchangeStatus),
})
