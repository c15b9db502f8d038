import type { Price, Size, Usd } from '../../../market/units.ts'
import { at, ifThere, list, notNegative, orNull, positive, type Raw, raw, text } from './fields.ts'
import { reading } from './refusal.ts'

/** Prices and volume of a spot pair. The venue sends no time with them. */
export interface SpotContext {
  readonly symbol: string
  /** Price 24 hours ago; 0 when there was none. */
  readonly prevDayPrice: Price
  /** Volume of the last 24 hours. */
  readonly dayVolumeUsd: Usd
  /** The same in base units; null in older payloads. */
  readonly dayVolumeBase: Size | null
  /** Null when the pair never traded. */
  readonly markPrice: Price | null
  /** Null when a side of the book is empty. */
  readonly midPrice: Price | null
  /** Base units. */
  readonly circulatingSupply: Size
}

/** Parses the `activeSpotAssetCtx` channel. @throws WireError */
export const parseActiveSpotContext = (data: unknown, what = 'activeSpotAssetCtx'): SpotContext =>
  reading(what, data, frame => {
    const symbol = text(raw(frame), 'coin')
    return at(raw(frame), 'ctx', context => spotContext(symbol, raw(context)))
  })

/** Parses the `spotAssetCtxs` channel, or the second item of a `spotMetaAndAssetCtxs` answer. @throws WireError */
export const parseSpotContexts = (data: unknown, what = 'spotAssetCtxs'): SpotContext[] =>
  reading(what, data, contexts => list(contexts, context => spotContext(text(raw(context), 'coin'), raw(context))))

const spotContext = (symbol: string, from: Raw): SpotContext => ({
  symbol,
  prevDayPrice: notNegative(from, 'prevDayPx'),
  dayVolumeUsd: notNegative(from, 'dayNtlVlm'),
  dayVolumeBase: ifThere(from, 'dayBaseVlm', notNegative),
  markPrice: orNull(from, 'markPx', notNegative) || null,
  midPrice: orNull(from, 'midPx', positive),
  circulatingSupply: notNegative(from, 'circulatingSupply'),
})
