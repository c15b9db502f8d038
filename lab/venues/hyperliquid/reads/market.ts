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

/** How coarse a book is asked for. */
export interface Coarseness {
  /** Prices are rounded, outwards, to so many digits. */
  readonly digits: 2 | 3 | 4 | 5
  /** With five digits, to steps of so many of the last one. */
  readonly step?: 2 | 5
}

/** What anybody may ask of the markets. `dex` is a market of perpetuals that somebody runs there; the venue's own when absent. */
export const marketReads = (client: Client, clock: Clock) => ({
  meta: (dex?: string) => ask('info meta', () => client.meta(onDex(dex)), parseMeta),
  allPerpMetas: () => ask('info allPerpMetas', () => client.allPerpMetas(), parseMetas),
  perpDexs: () => ask('info perpDexs', () => client.perpDexs(), parseDexs),
  spotMeta: () => ask('info spotMeta', () => client.spotMeta(), parseSpotMeta),
  metaAndAssetCtxs: (dex?: string) =>
    ask('info metaAndAssetCtxs', () => client.metaAndAssetCtxs(onDex(dex)), parseMetaAndContexts),
  /** What the venue says of each perpetual that it still lists and that has a price, at the time when the answer came. */
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
  /** @throws WireError also for a symbol that the venue does not know: it answers null */
  l2Book: async (symbol: string, coarseness?: Coarseness): Promise<BookRow> => {
    const what = `info l2Book ${symbol}`
    const { digits: nSigFigs = null, step: mantissa = null } = coarseness ?? {}
    const book = await ask(what, () => client.l2Book({ coin: symbol, nSigFigs, mantissa }), parseBook)
    only(what, [book], symbol)
    return { venue, ...book }
  },
  candles: (symbol: string, interval: DurationMs, from: EpochMs, to: EpochMs) =>
    readCandles(client, clock, symbol, interval, from, to),
  /** The newest few, newest first. */
  recentTrades: async (symbol: string): Promise<readonly TradeRow[]> => {
    const what = `info recentTrades ${symbol}`
    const trades = await ask(what, () => client.recentTrades({ coin: symbol }), parseTrades)
    return only(what, trades, symbol).map(trade => ({ venue, ...trade }))
  },
  fundingHistory: (symbol: string, from: EpochMs, to: EpochMs) => readFundingHistory(client, symbol, from, to),
  predictedFundings: () => ask('info predictedFundings', () => client.predictedFundings(), parsePredictedFundings),
  exchangeStatus: () => ask('info exchangeStatus', () => client.exchangeStatus(), parseExchangeStatus),
})
