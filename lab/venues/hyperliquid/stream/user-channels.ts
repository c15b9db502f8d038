import type { EpochMs } from '../../../market/units.ts'
import { parseAccount } from '../wire/account.ts'
import { parseAccountUpdates } from '../wire/account-update.ts'
import { parseActiveAsset } from '../wire/active-asset.ts'
import { at, list, type Raw, raw, text } from '../wire/fields.ts'
import { parseFills, parseSliceFills } from '../wire/fill.ts'
import { parseFundingPayments } from '../wire/funding.ts'
import { parseOrderStates, parseOrders } from '../wire/order.ts'
import { reading, refuse } from '../wire/refusal.ts'
import { parseBalances } from '../wire/spot-account.ts'
import { parseUserEvent } from '../wire/user-event.ts'
import { parseWebData2, parseWebData3 } from '../wire/web-data.ts'
import { dexOf } from './dex.ts'
import type { Message } from './message.ts'
import type { Payloads } from './payloads.ts'
import { parseTwapHistory, parseTwaps } from './twap.ts'
import type { DexAccount, UserPayloads } from './user-payloads.ts'

export const userChannels = {
  orderUpdates: (data: unknown, at: EpochMs) => anonymous('orderUpdates', parseOrderStates(data), at),
  user: (data: unknown, at: EpochMs) => anonymous('userEvents', parseUserEvent(data), at),
  notification: (data: unknown, at: EpochMs) =>
    anonymous(
      'notification',
      reading('notification', data, frame => text(raw(frame), 'notification')),
      at,
    ),

  userFills: history('userFills', 'fills', parseFills),
  userFundings: history('userFundings', 'fundings', parseFundingPayments),
  userNonFundingLedgerUpdates: history('userNonFundingLedgerUpdates', 'nonFundingLedgerUpdates', parseAccountUpdates),
  userHistoricalOrders: history('userHistoricalOrders', 'orderHistory', parseOrderStates),
  userTwapSliceFills: history('userTwapSliceFills', 'twapSliceFills', parseSliceFills),
  userTwapHistory: history('userTwapHistory', 'history', parseTwapHistory),

  openOrders: state('openOrders', 'orders', parseOrders, dexOf),
  clearinghouseState: state('clearinghouseState', 'clearinghouseState', parseAccount, dexOf),
  twapStates: state('twapStates', 'states', parseTwaps, dexOf),
  allDexsClearinghouseState: state('allDexsClearinghouseState', 'clearinghouseStates', dexAccounts),
  spotState: state('spotState', 'spotState', parseBalances),
  activeAssetData: (data: unknown, receivedAt: EpochMs) => {
    const asset = parseActiveAsset(data)
    return message('activeAssetData', `${asset.user.toLowerCase()} ${asset.symbol}`, asset, receivedAt)
  },
  webData2: (data: unknown, receivedAt: EpochMs) => {
    const page = parseWebData2(data)
    return message('webData2', page.user.toLowerCase(), page, receivedAt)
  },
  webData3: (data: unknown, receivedAt: EpochMs) => {
    const page = parseWebData3(data)
    return message('webData3', page.user.toLowerCase(), page, receivedAt)
  },
}

type Type = keyof UserPayloads
type Timed = { readonly t?: EpochMs } | { readonly fill: { readonly t: EpochMs } }

/** A message that does not name its user. */
const anonymous = <T extends Type>(type: T, data: Payloads[T], receivedAt: EpochMs) =>
  message(type, '', data, receivedAt, Array.isArray(data) ? data : [])

/** Parser of a channel that sends past events first, then each new one. */
function history<T extends Type>(type: T, key: string, parse: (rows: unknown) => Payloads[T] & readonly Timed[]) {
  return (frame: unknown, receivedAt: EpochMs): Message<T> =>
    reading(type, frame, data => {
      const from = raw(data)
      const { isSnapshot = false } = from
      if (typeof isSnapshot !== 'boolean') refuse('isSnapshot', 'true, false or nothing', isSnapshot)
      const rows = at(from, key, parse)
      return { ...message(type, userOf(from), rows, receivedAt, rows), isSnapshot }
    })
}

/** Parser of a channel that sends the whole state each time. */
function state<T extends Type>(
  type: T,
  key: string,
  parse: (state: unknown) => Payloads[T],
  more?: (from: Raw) => string,
) {
  return (frame: unknown, receivedAt: EpochMs): Message<T> =>
    reading(type, frame, data => {
      const from = raw(data)
      const route = more ? `${userOf(from)} ${more(from)}` : userOf(from)
      return message(type, route, at(from, key, parse), receivedAt)
    })
}

function dexAccounts(data: unknown): DexAccount[] {
  return list(data, pair => {
    if (!Array.isArray(pair) || pair.length !== 2) return refuse('', 'a name and its state', pair)
    return { dex: dexOf({ dex: pair[0] }), account: at({ state: pair[1] }, 'state', account => parseAccount(account)) }
  })
}

const userOf = (from: Raw): string => text(from, 'user').toLowerCase()

function message<T extends Type>(
  type: T,
  route: string,
  data: Payloads[T],
  receivedAt: EpochMs,
  rows: readonly Timed[] = [],
): Message<T> {
  let earliest: EpochMs | null = null
  let latest: EpochMs | null = null
  for (const row of rows) {
    const t = 'fill' in row ? row.fill.t : row.t
    if (t === undefined) continue
    if (earliest === null || t < earliest) earliest = t
    if (latest === null || t > latest) latest = t
  }
  return { kind: 'message', type, route, data, isSnapshot: false, receivedAt, earliest, latest }
}
