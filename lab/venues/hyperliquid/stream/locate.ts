import { kinds } from './kinds.ts'
import type { SubscriptionType } from './subscription.ts'

/** The subscription that a channel answers. */
export const typeOfChannel: ReadonlyMap<string, SubscriptionType> = new Map(
  (Object.keys(kinds) as SubscriptionType[]).flatMap(type =>
    kinds[type].channels.map(channel => [channel, type] as const),
  ),
)

/**
 * Whose a frame may have been that is refused, by what can still be read of it.
 *
 * @returns null when it does not say, and so may have been anybody's on that channel
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

/** Where frames keep what tells them apart. */
const places = {
  coin: (data: unknown) => field(data, 'coin') ?? field(data, 's') ?? field(field(data, '0'), 'coin'),
  interval: (data: unknown) => field(data, 'i'),
  user: (data: unknown) => field(data, 'user') ?? field(field(data, 'userState'), 'user'),
  dex: (data: unknown) => field(data, 'dex') ?? '',
}

const field = (data: unknown, name: string): unknown =>
  typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined
