import type { EpochMs } from '../../../market/units.ts'
import { parseAccount } from '../wire/account.ts'
import { parseActiveAsset } from '../wire/active-asset.ts'
import { parseAgents } from '../wire/agents.ts'
import { parseFills } from '../wire/fill.ts'
import { parseFundingPayments } from '../wire/funding.ts'
import { parseOrderStates, parseOrderStatus, parseOrders } from '../wire/order.ts'
import { parseRateLimit } from '../wire/rate-limit.ts'
import { parseBalances } from '../wire/spot-account.ts'
import { parseUserFees } from '../wire/user-fees.ts'
import { parseUserRole } from '../wire/user-role.ts'
import { readAccountUpdates } from './account-updates.ts'
import { readFillsByTime } from './fills.ts'
import { pages } from './pages.ts'
import { ask, type Client, onDex, only } from './request.ts'

/**
 * Reads of one account. `user` is the address of the master or sub-account. Never pass the address of an agent: its own
 * account is empty, which looks like a flat account. An address that is new to the venue has an empty account too.
 */
export const accountReads = (client: Client) => ({
  clearinghouseState: (user: string, dex?: string) =>
    ask('info clearinghouseState', () => client.clearinghouseState({ user, ...onDex(dex) }), parseAccount),
  spotClearinghouseState: (user: string) =>
    ask('info spotClearinghouseState', () => client.spotClearinghouseState({ user }), parseBalances),
  openOrders: (user: string, dex?: string) =>
    ask('info openOrders', () => client.openOrders({ user, ...onDex(dex) }), parseOrders),
  frontendOpenOrders: (user: string, dex?: string) =>
    ask('info frontendOpenOrders', () => client.frontendOpenOrders({ user, ...onDex(dex) }), parseOrders),
  /**
   * The status of one order.
   *
   * @param order the venue's order number, or the client id of the order
   * @returns undefined when the venue does not know the order. Right after the order was sent, this proves nothing:
   *   the order may still arrive
   */
  orderStatus: (user: string, order: number | string) =>
    ask('info orderStatus', () => client.orderStatus({ user, oid: order as number }), parseOrderStatus),
  /** The newest changes of order status, up to 2,000. */
  historicalOrders: (user: string) =>
    ask('info historicalOrders', () => client.historicalOrders({ user }), parseOrderStates),
  /** The newest fills, up to 2,000, newest first. */
  userFills: (user: string) => ask('info userFills', () => client.userFills({ user }), parseFills),
  /** Fills within [from, to]. When the venue no longer keeps older fills, the time before the first one is missing. */
  userFillsByTime: (user: string, from: EpochMs, to: EpochMs) => readFillsByTime(client, user, from, to),
  /** Funding paid and received within [from, to], oldest first. */
  userFunding: (user: string, from: EpochMs, to: EpochMs) => {
    const what = 'info userFunding'
    const page = (startTime: EpochMs, endTime: EpochMs) =>
      ask(what, () => client.userFunding({ user, startTime, endTime }), parseFundingPayments)
    return pages(what, from, to, 500, page, payment => `${payment.t} ${payment.symbol}`)
  },
  /** Transfers of money without a trade within [from, to], oldest first. */
  userNonFundingLedgerUpdates: (user: string, from: EpochMs, to: EpochMs) => readAccountUpdates(client, user, from, to),
  userRateLimit: (user: string) => ask('info userRateLimit', () => client.userRateLimit({ user }), parseRateLimit),
  userFees: (user: string) => ask('info userFees', () => client.userFees({ user }), parseUserFees),
  activeAssetData: async (user: string, symbol: string) => {
    const what = `info activeAssetData ${symbol}`
    const data = await ask(what, () => client.activeAssetData({ user, coin: symbol }), parseActiveAsset)
    only(what, [data], symbol)
    return data
  },
  extraAgents: (user: string) => ask('info extraAgents', () => client.extraAgents({ user }), parseAgents),
  /** The role of the address. The request weighs as much as thirty reads of a book. */
  userRole: (user: string) => ask('info userRole', () => client.userRole({ user }), parseUserRole),
})
