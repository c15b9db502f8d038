import type { EpochMs } from '../../../market/units.ts'
import { parseAccount, type WireAccount } from './account.ts'
import { at, flag, ifThere, orNull, type Raw, raw, text, time } from './fields.ts'
import { parseOrders, type WireOrder } from './order.ts'
import { reading } from './refusal.ts'

/** The state of a user as the venue's web page shows it. */
export interface WireUserState {
  readonly user: string
  readonly t: EpochMs
  readonly isVault: boolean
  /** Address of the agent key with which the web page trades; null if there is none. */
  readonly agent: string | null
  /** Expiry of the agent key; null if the venue sends none. */
  readonly agentValidUntil: EpochMs | null
}

/** Parses the user's state in `webData3`; the rest of the message is ignored. @throws WireError */
export const parseWebData3 = (data: unknown, what = 'webData3'): WireUserState =>
  reading(what, data, page => at(raw(page), 'userState', state => userState(raw(state))))

/** Parses `webData2`, which the venue plans to remove. @throws WireError */
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
  // Absent in older payloads.
  agentValidUntil: ifThere(from, 'agentValidUntil', time),
})
