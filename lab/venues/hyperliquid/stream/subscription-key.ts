import { InputError } from '../../../input-error.ts'
import { intervals, month } from '../wire/interval.ts'
import { show } from '../wire/refusal.ts'
import { kinds } from './kinds.ts'
import type { Subscription, SubscriptionType } from './subscription.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * A unique text for each subscription, whatever its spelling: users are in lower case, and default values are left out.
 * The acknowledgement of the venue, which is normalised too, has the same key.
 *
 * Examples: `l2Book BTC`, `l2Book BTC nSigFigs=5`, `candle BTC 1m`.
 *
 * @returns null for an unknown or invalid subscription
 */
export function subscriptionKey(subscription: unknown): string | null {
  if (typeof subscription !== 'object' || subscription === null) return null
  const fields = subscription as Fields
  if (typeof fields.type !== 'string' || !Object.hasOwn(kinds, fields.type)) return null
  const { needs, defaults } = kinds[fields.type as SubscriptionType]
  let key = fields.type
  for (const name of needs) {
    if (typeof fields[name] !== 'string' || fields[name] === '') return null
    key += ` ${plain(name, fields[name])}`
  }
  for (const name of Object.keys(defaults)) {
    const value = fields[name] ?? defaults[name]
    if (value === defaults[name]) continue
    if (!isSound[name as keyof typeof isSound](value)) return null
    key += ` ${name}=${value}`
  }
  return key
}

/**
 * The values of a subscription that its messages repeat: `BTC` for trades, `BTC 1m` for candles. Two subscriptions of
 * one type with the same route cannot be told apart on one connection.
 */
export function routeOf(subscription: Subscription): string {
  const { carries, defaults } = kinds[subscription.type]
  const fields = subscription as Fields
  return carries.map(name => plain(name, fields[name] ?? defaults[name])).join(' ')
}

/**
 * The subscription as it is sent: only known fields, in the spelling of the venue, without default values.
 *
 * @throws InputError that names the invalid field
 */
export function canonical(subscription: Subscription): Subscription {
  const fields = subscription as unknown as Fields
  const type = subscription.type as string
  if (!Object.hasOwn(kinds, type)) {
    throw new InputError(`subscription: expected one of ${Object.keys(kinds).join(', ')}, found ${show(type)}`)
  }
  const { needs, defaults } = kinds[type as SubscriptionType]
  const sent: Record<string, unknown> = { type }
  const check = (name: string, value: unknown) => {
    if (isSound[name as keyof typeof isSound](value)) return
    throw new InputError(
      `subscription ${type}: ${name}: expected ${sound[name as keyof typeof sound]}, found ${show(value)}`,
    )
  }
  for (const name of needs) {
    check(name, fields[name])
    sent[name] = plain(name, fields[name])
  }
  for (const name of Object.keys(defaults)) {
    const value = fields[name] ?? defaults[name]
    if (value === defaults[name]) continue
    check(name, value)
    sent[name] = value
  }
  if (sent.mantissa !== undefined && sent.nSigFigs !== 5) {
    throw new InputError(
      `subscription ${type}: mantissa: expected none without nSigFigs 5, found ${show(sent.mantissa)}`,
    )
  }
  return sent as unknown as Subscription
}

/**
 * The address of the account that a subscription is for, in lower case; null for market data. The venue limits the
 * number of accounts.
 */
export const userOf = (subscription: Subscription): string | null =>
  'user' in subscription ? subscription.user.toLowerCase() : null

const plain = (name: string, value: unknown): string => (name === 'user' ? String(value).toLowerCase() : String(value))

/** Description of the valid values of each field, for messages. */
const sound = {
  coin: 'a symbol without spaces',
  interval: [...Object.keys(intervals), month].join(', '),
  user: '0x and 40 hexadecimal digits',
  dex: 'a name without spaces',
  nSigFigs: '2, 3, 4 or 5',
  mantissa: '2 or 5',
  aggregateByTime: 'true or false',
}

/** Check of the value of each field. */
const isSound: Readonly<Record<keyof typeof sound, (value: unknown) => boolean>> = {
  coin: value => typeof value === 'string' && /^\S+$/.test(value),
  interval: value => typeof value === 'string' && (value === month || Object.hasOwn(intervals, value)),
  user: value => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value),
  dex: value => typeof value === 'string' && /^\S+$/.test(value),
  nSigFigs: value => [2, 3, 4, 5].includes(value as number),
  mantissa: value => [2, 5].includes(value as number),
  aggregateByTime: value => typeof value === 'boolean',
}
