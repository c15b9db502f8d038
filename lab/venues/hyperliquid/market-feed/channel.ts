import type { FeedChannel } from '../../../market/feed-stream.ts'
import type { DurationMs } from '../../../market/units.ts'
import type { Subscription } from '../stream/subscription.ts'
import { intervals } from '../wire/interval.ts'

/** Converts a Hyperliquid subscription to a channel of `FeedStream`; undefined for types that `FeedStream` lacks. */
export function channelOf(subscription: Subscription): FeedChannel | undefined {
  switch (subscription.type) {
    case 'trades':
      return { kind: 'trades', symbol: subscription.coin }
    case 'l2Book':
      return { kind: 'books', symbol: subscription.coin }
    case 'activeAssetCtx':
      return { kind: 'contexts', symbol: subscription.coin }
    case 'candle':
      return { kind: 'candles', symbol: subscription.coin, interval: lengthOf(subscription.interval) }
    case 'userFills':
      return { kind: 'fills', account: subscription.user }
    default:
      return undefined
  }
}

/** Length of a candle interval. Monthly candles have no fixed length, and `FeedStream` never requests them. */
const lengthOf = (name: string): DurationMs => intervals[name as keyof typeof intervals]
