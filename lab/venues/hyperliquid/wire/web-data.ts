import type { EpochMs } from '../../../market/units.ts'
import { parseAccount, type WireAccount } from './account.ts'
import { at, flag, ifThere, orNull, type Raw, raw, text, time } from './fields.ts'
import { parseOrders, type WireOrder } from './order.ts'
import { reading } from './refusal.ts'

/** What the venue's own page knows of a user. */
export interface WireUserState {
  readonly user: string
  readonly t: EpochMs
  readonly isVault: boolean
  /** The key that the page trades with. */
  readonly agent: string | null
  readonly agentValidUntil: EpochMs | null
}

/** `webData3`, of which we read the user's state. @throws WireError */
export const parseWebData3 = (data: unknown, what = 'webData3'): WireUserState =>
  reading(what, data, page => at(raw(page), 'userState', state => userState(raw(state))))

/** `webData2`, which the venue is about to drop. @throws WireError */
export const parseWebData2 = (
  data: unknown,
  what = 'webData2',
): WireUserState & { readonly account: WireAccount; readonly orders: readonly WireOrder[] } =>
  reading(what, data, page => ({
    ...userState(raw(page)),
    account: at(raw(page), 'clearinghouseState', state => parseAccount(state)),
    orders: at(raw(page), 'openOrders', orders => parseOrders(orders)),
  }))

const userState = (from: Raw): WireUserState => ({
  user: text(from, 'user'),
  t: time(from, 'serverTime'),
  isVault: flag(from, 'isVault'),
  agent: orNull(from, 'agentAddress', text),
  // Younger than the rest.
  agentValidUntil: ifThere(from, 'agentValidUntil', time),
})
