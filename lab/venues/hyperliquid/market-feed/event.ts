import type { FeedEvent } from '../../../market/feed-stream.ts'
import type { StreamEvent } from '../stream/events.ts'
import { channelOf } from './channel.ts'

/** Converts an event of Hyperliquid's stream to a `FeedEvent`; undefined for events that `FeedEvent` lacks. */
export function feedEvent(event: StreamEvent): FeedEvent | undefined {
  if (event.type === 'subscribed') return undefined
  if (event.type !== 'interrupted' && event.type !== 'gap' && event.type !== 'failed') return event
  const { subscription, ...rest } = event
  const channel = channelOf(subscription)
  return channel && ({ ...rest, channel } as FeedEvent)
}
