import type { FeedChannel } from '../../../market/feed-stream.ts'
import type { DurationMs } from '../../../market/units.ts'
import type { Subscription } from '../stream/subscription.ts'
import { intervals } from '../wire/interval.ts'

/** The port's name for a subscription; undefined for what the port does not stream. */
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

/** Months, which have no common length, are not asked for by the port. */
const lengthOf = (name: string): DurationMs => intervals[name as keyof typeof intervals]
