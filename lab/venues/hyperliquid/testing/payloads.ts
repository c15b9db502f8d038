import { readFileSync } from 'node:fs'
import { parseAccount } from '../wire/account.ts'
import { parseAccountUpdates } from '../wire/account-update.ts'
import { parseActiveAsset } from '../wire/active-asset.ts'
import { parseAgents } from '../wire/agents.ts'
import { parseActiveAssetContext, parseAllDexContexts } from '../wire/asset-context.ts'
import { parseBbo } from '../wire/bbo.ts'
import { parseBook } from '../wire/book.ts'
import { parseCandle, parseCandles } from '../wire/candle.ts'
import { parseDexs } from '../wire/dexs.ts'
import { parseExchangeStatus } from '../wire/exchange-status.ts'
import { parseFills, parseSliceFills } from '../wire/fill.ts'
import { parseFundingPayments, parseFundingRates } from '../wire/funding.ts'
import { parseMeta, parseMetaAndContexts, parseMetas } from '../wire/meta.ts'
import { parseMids, parseMidsFrame } from '../wire/mids.ts'
import { parseOrderStates, parseOrderStatus, parseOrders } from '../wire/order.ts'
import { parsePredictedFundings } from '../wire/predicted-funding.ts'
import { parseRateLimit } from '../wire/rate-limit.ts'
import { parseBalances } from '../wire/spot-account.ts'
import { parseActiveSpotContext, parseSpotContexts } from '../wire/spot-context.ts'
import { parseSpotMeta } from '../wire/spot-meta.ts'
import { parseTrades } from '../wire/trade.ts'
import { parseUserEvent } from '../wire/user-event.ts'
import { parseUserFees } from '../wire/user-fees.ts'
import { parseUserRole } from '../wire/user-role.ts'
import { parseWebData2, parseWebData3 } from '../wire/web-data.ts'

/** A payload of the venue, and the kind of parser for it. */
export interface Payload {
  readonly name: string
  readonly kind: string
  readonly data: unknown
}

/** Parsers by type of request, and by channel where its messages differ from the answers. */
export const parsers: Readonly<Record<string, (data: unknown) => unknown>> = {
  ...{ activeAssetData: parseActiveAsset, allMids: parseMids, allPerpMetas: parseMetas, candleSnapshot: parseCandles },
  ...{ clearinghouseState: parseAccount, exchangeStatus: parseExchangeStatus, extraAgents: parseAgents },
  ...{ frontendOpenOrders: parseOrders, fundingHistory: parseFundingRates, historicalOrders: parseOrderStates },
  ...{ l2Book: parseBook, meta: parseMeta, metaAndAssetCtxs: parseMetaAndContexts, openOrders: parseOrders },
  ...{ orderStatus: parseOrderStatus, perpDexs: parseDexs, predictedFundings: parsePredictedFundings },
  ...{ recentTrades: parseTrades, spotClearinghouseState: parseBalances, spotMeta: parseSpotMeta },
  ...{ userFees: parseUserFees, userFills: parseFills, userFillsByTime: parseFills, userFunding: parseFundingPayments },
  ...{ userNonFundingLedgerUpdates: parseAccountUpdates, userRateLimit: parseRateLimit, userRole: parseUserRole },
  ...{ userTwapSliceFills: parseSliceFills, webData2: parseWebData2 },
  ...{ 'ws activeAssetCtx': parseActiveAssetContext, 'ws activeSpotAssetCtx': parseActiveSpotContext },
  ...{ 'ws allDexsAssetCtxs': parseAllDexContexts, 'ws allMids': parseMidsFrame, 'ws bbo': parseBbo },
  ...{ 'ws candle': parseCandle, 'ws l2Book': parseBook, 'ws spotAssetCtxs': parseSpotContexts },
  ...{ 'ws trades': parseTrades, 'ws user': parseUserEvent, 'ws webData3': parseWebData3 },
  'ws orderUpdates': parseOrderStates,
  'ws userFills': data => parseFills((data as { fills?: unknown } | null)?.fills),
}

/** Captured files with one answer each, and its type of request. */
const answers: Readonly<Record<string, string>> = {
  'rest/eugene_clearinghouse_small.json': 'clearinghouseState',
  'rest/eugene_clearinghouse_whale.json': 'clearinghouseState',
  'rest/eugene_l2book_btc_nsf3.json': 'l2Book',
  'rest/eugene_l2book_btc_nsf4.json': 'l2Book',
  'rest/eugene_l2book_btc_nsf5.json': 'l2Book',
  'rest/eugene_l2book_btc_nsf5_m5.json': 'l2Book',
  'rest/eugene_perpdexs.json': 'perpDexs',
  'nautilus/http_all_perp_metas_non_usdc_collateral.json': 'allPerpMetas',
  'nautilus/http_clearinghouse_state_negative_total_raw_usd.json': 'clearinghouseState',
  'nautilus/http_funding_history.json': 'fundingHistory',
  'nautilus/http_l2_book_btc.json': 'l2Book',
  'nautilus/http_l2_book_snapshot.json': 'l2Book',
  'nautilus/http_meta_perp_sample.json': 'meta',
  'nautilus/http_recent_trades_btc.json': 'recentTrades',
  'nautilus/http_spot_clearinghouse_state.json': 'spotClearinghouseState',
  'nautilus/http_spot_meta_non_usdc_collateral.json': 'spotMeta',
  'nautilus/http_user_fills_dust_conversion.json': 'userFills',
}

interface Exchange {
  readonly cassette: string
  readonly request: { readonly type: string }
  readonly response: unknown
}

/** Captured answers over HTTP. @param file returns the absolute path of a file of `hyperliquid/` */
export function captured(file: (name: string) => string): Payload[] {
  const read = (name: string) => JSON.parse(readFileSync(file(name), 'utf8'))
  const { exchanges } = read('rest/python_sdk_cassettes.json') as { exchanges: Exchange[] }
  return [
    ...exchanges.map(({ cassette, request, response }) => ({ name: cassette, kind: request.type, data: response })),
    ...Object.entries(answers).map(([name, kind]) => ({ name, kind, data: read(name) })),
  ]
}

/** Captured stream messages, without a client's own messages, acknowledgements and pongs. */
export function capturedFrames(file: (name: string) => string): Payload[] {
  const lines = readFileSync(file('ws/ws_captures.jsonl'), 'utf8').trim().split('\n')
  const frames = [
    'nautilus/ws_all_dexs_asset_ctxs.json',
    'nautilus/ws_allmids.json',
    'nautilus/ws_user_fill_liquidation.json',
  ]
  return [
    ...lines.map((line, i) => ({ name: `ws/ws_captures.jsonl:${i + 1}`, message: JSON.parse(line).message })),
    ...frames.map(name => ({ name, message: JSON.parse(readFileSync(file(name), 'utf8')) })),
  ].flatMap(({ name, message }) =>
    `ws ${message.channel}` in parsers ? { name, kind: `ws ${message.channel}`, data: message.data } : [],
  )
}
