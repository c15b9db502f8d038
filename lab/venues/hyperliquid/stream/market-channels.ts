import type { EpochMs } from '../../../market/units.ts'
import { parseActiveAssetContext, parseAllDexContexts, parseDexContexts } from '../wire/asset-context.ts'
import { parseBbo } from '../wire/bbo.ts'
import { parseBook } from '../wire/book.ts'
import { parseCandle } from '../wire/candle.ts'
import { list, raw } from '../wire/fields.ts'
import { intervalName, month } from '../wire/interval.ts'
import { parseMidsFrame } from '../wire/mids.ts'
import { reading, refuse } from '../wire/refusal.ts'
import { parseActiveSpotContext, parseSpotContexts } from '../wire/spot-context.ts'
import { parseTrades, type WireTrade } from '../wire/trade.ts'
import { dexOf } from './dex.ts'
import { parseFastContexts } from './fast-contexts.ts'
import type { Message } from './message.ts'
import type { MarketPayloads, OutcomeUpdate } from './payloads.ts'

/**
 * Parsers of the market data messages, by channel. Each takes a message's data and its time of arrival, and throws a
 * WireError for malformed data.
 */
export const marketChannels = {
  trades,
  l2Book: (data: unknown, at: EpochMs) => {
    const book = parseBook(data)
    return message('l2Book', book.symbol, book, at, book.t)
  },
  bbo: (data: unknown, at: EpochMs) => {
    const bbo = parseBbo(data)
    return message('bbo', bbo.symbol, bbo, at, bbo.t)
  },
  candle: (data: unknown, at: EpochMs) => {
    const candle = parseCandle(data)
    // The message gets no venue time: a candle has only its open time, which is earlier than the message.
    return message('candle', `${candle.symbol} ${intervalName(candle.interval) ?? month}`, candle, at)
  },
  allMids: (data: unknown, at: EpochMs) => message('allMids', dexOfMids(data), parseMidsFrame(data), at),
  activeAssetCtx: (data: unknown, at: EpochMs) => {
    const context = { market: 'perp', ...parseActiveAssetContext(data) } as const
    return message('activeAssetCtx', context.symbol, context, at)
  },
  activeSpotAssetCtx: (data: unknown, at: EpochMs) => {
    const context = { market: 'spot', ...parseActiveSpotContext(data) } as const
    return message('activeAssetCtx', context.symbol, context, at)
  },
  assetCtxs: (data: unknown, at: EpochMs) => {
    const contexts = parseDexContexts(data)
    return message('assetCtxs', contexts.dex, contexts, at)
  },
  allDexsAssetCtxs: (data: unknown, at: EpochMs) => message('allDexsAssetCtxs', '', parseAllDexContexts(data), at),
  spotAssetCtxs: (data: unknown, at: EpochMs) => message('spotAssetCtxs', '', parseSpotContexts(data), at),
  fastAssetCtxs: (data: unknown, at: EpochMs) => message('fastAssetCtxs', '', parseFastContexts(data), at),
  outcomeMetaUpdates: (data: unknown, at: EpochMs) => message('outcomeMetaUpdates', '', outcomeUpdates(data), at),
}

/** Parses trades. This is the hot path, so it creates only one object besides the rows. */
function trades(data: unknown, receivedAt: EpochMs): Message<'trades'> {
  const rows = parseTrades(data)
  const route = symbolOf(rows)
  let earliest: EpochMs | null = null
  let latest: EpochMs | null = null
  for (const { t } of rows) {
    if (earliest === null || t < earliest) earliest = t
    if (latest === null || t > latest) latest = t
  }
  return { kind: 'message', type: 'trades', route, data: rows, isSnapshot: false, receivedAt, earliest, latest }
}

/** The symbol of all rows, empty without rows. @throws WireError when the symbols differ */
function symbolOf(rows: readonly WireTrade[]): string {
  const symbol = rows.length === 0 ? '' : rows[0].symbol
  for (let i = 1; i < rows.length; i++) {
    if (rows[i].symbol !== symbol) reading('trades', rows, () => refuse(`${i}.coin`, symbol, rows[i].symbol))
  }
  return symbol
}

const dexOfMids = (data: unknown): string => reading('allMids', data, frame => dexOf(raw(frame)))

const outcomeUpdates = (data: unknown): OutcomeUpdate[] =>
  reading('outcomeMetaUpdates', data, updates =>
    list(updates, update => {
      const entries = Object.entries(raw(update))
      return entries.length === 1
        ? { what: entries[0][0], of: entries[0][1] }
        : refuse('', 'an object of one field', update)
    }),
  )

/** @param t venue time of the data; null when the venue gives none */
function message<T extends keyof MarketPayloads>(
  type: T,
  route: string,
  data: MarketPayloads[T],
  receivedAt: EpochMs,
  t: EpochMs | null = null,
) {
  return { kind: 'message', type, route, data, isSnapshot: false, receivedAt, earliest: t, latest: t } as const
}
