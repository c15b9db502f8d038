import type { Price, Size, Usd } from '../../../market/units.ts'
import {
  amount,
  amountUnlessNaN,
  at,
  ifThere,
  list,
  notNegative,
  orNull,
  positive,
  type Raw,
  raw,
  text,
} from './fields.ts'
import { reading, refuse } from './refusal.ts'

/** Prices, funding and open interest of a perpetual. The venue sends no time with it. */
export interface AssetContext {
  /** Hourly funding rate of the next payment, as of now. */
  readonly funding: number
  /** Open interest in base units. */
  readonly openInterest: Size
  /** Price 24 hours ago; 0 if there was none. */
  readonly prevDayPrice: Price
  /** Volume of the last 24 hours, USD. */
  readonly dayVolumeUsd: Usd
  /** Volume of the last 24 hours, base units; null if the venue does not send it. */
  readonly dayVolumeBase: Size | null
  readonly premium: number | null
  readonly oraclePrice: Price
  readonly markPrice: Price
  /** Null when a side of the book is empty. The two impact prices are null then, too. */
  readonly midPrice: Price | null
  readonly impactBid: Price | null
  readonly impactAsk: Price | null
}

/** Contexts of one dex, in the order of the markets in its `meta`. */
export interface DexContexts {
  /** Empty for the venue's own dex. */
  readonly dex: string
  /** Null for markets without a price. */
  readonly contexts: readonly (AssetContext | null)[]
}

/** Parses the `activeAssetCtx` channel. @throws WireError */
export const parseActiveAssetContext = (data: unknown, what = 'activeAssetCtx'): AssetContext & { symbol: string } =>
  reading(what, data, frame => ({ symbol: text(raw(frame), 'coin'), ...at(raw(frame), 'ctx', assetContext) }))

/**
 * Parses the array beside `meta` in `metaAndAssetCtxs`.
 *
 * @returns null for markets without a price
 * @throws WireError
 */
export const parseAssetContexts = (data: unknown, what = 'asset contexts'): (AssetContext | null)[] =>
  reading(what, data, contexts => list(contexts, contextIfPriced))

/** Parses the `assetCtxs` channel. @throws WireError */
export const parseDexContexts = (data: unknown, what = 'assetCtxs'): DexContexts =>
  reading(what, data, frame => ({
    dex: dexName(raw(frame).dex),
    contexts: at(raw(frame), 'ctxs', contexts => list(contexts, contextIfPriced)),
  }))

/** Parses the `allDexsAssetCtxs` channel. @throws WireError */
export const parseAllDexContexts = (data: unknown, what = 'allDexsAssetCtxs'): DexContexts[] =>
  reading(what, data, frame => at(raw(frame), 'ctxs', dexs => list(dexs, dexContexts)))

function dexContexts(data: unknown): DexContexts {
  if (!Array.isArray(data) || data.length !== 2) refuse('', 'a name and its contexts', data)
  const pair = data as unknown as Raw
  return { dex: dexName(pair[0]), contexts: at(pair, '1', contexts => list(contexts, contextIfPriced)) }
}

function dexName(value: unknown): string {
  return typeof value === 'string' ? value : refuse('dex', 'text', value)
}

/**
 * A context; null for a market without a price. A market just listed or delisted has none, and must not invalidate all
 * the others.
 */
function contextIfPriced(data: unknown): AssetContext | null {
  const from = raw(data)
  const price = (key: string) => orNull(from, key, notNegative)
  return price('oraclePx') && price('markPx') ? assetContext(data) : null
}

function assetContext(data: unknown): AssetContext {
  const from = raw(data)
  const impact = at(from, 'impactPxs', impactPrices)
  return {
    funding: amount(from, 'funding'),
    openInterest: notNegative(from, 'openInterest'),
    prevDayPrice: notNegative(from, 'prevDayPx'),
    dayVolumeUsd: notNegative(from, 'dayNtlVlm'),
    dayVolumeBase: ifThere(from, 'dayBaseVlm', notNegative),
    premium: orNull(from, 'premium', amountUnlessNaN),
    oraclePrice: positive(from, 'oraclePx'),
    markPrice: positive(from, 'markPx'),
    midPrice: orNull(from, 'midPx', positive),
    ...impact,
  }
}

function impactPrices(data: unknown) {
  if (data === null) return { impactBid: null, impactAsk: null }
  if (!Array.isArray(data) || data.length !== 2) refuse('', 'a bid and an ask, or null', data)
  const pair = data as unknown as Raw
  return { impactBid: orNull(pair, '0', positive), impactAsk: orNull(pair, '1', positive) }
}
