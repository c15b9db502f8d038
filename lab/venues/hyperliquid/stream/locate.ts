import { kinds } from './kinds.ts'
import type { SubscriptionType } from './subscription.ts'

/** Type of subscription by channel. */
export const typeOfChannel: ReadonlyMap<string, SubscriptionType> = new Map(
  (Object.keys(kinds) as SubscriptionType[]).flatMap(type =>
    kinds[type].channels.map(channel => [channel, type] as const),
  ),
)

/**
 * The route of an unreadable message: the subscription that it may belong to, by the parts that can still be read.
 *
 * @returns null when it cannot be told, so that it may belong to any subscription of the channel
 */
export function routeInFrame(channel: string, data: unknown): string | null {
  const type = typeOfChannel.get(channel)
  if (type === undefined) return null
  const parts: string[] = []
  for (const name of kinds[type].carries) {
    const value = places[name](data)
    if (typeof value !== 'string') return null
    parts.push(name === 'user' ? value.toLowerCase() : value)
  }
  return parts.join(' ')
}

/** Where messages hold the fields that identify their subscription. */
const places = {
  coin: (data: unknown) => field(data, 'coin') ?? field(data, 's') ?? field(field(data, '0'), 'coin'),
  interval: (data: unknown) => field(data, 'i'),
  user: (data: unknown) => field(data, 'user') ?? field(field(data, 'userState'), 'user'),
  dex: (data: unknown) => field(data, 'dex') ?? '',
}

const field = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined
