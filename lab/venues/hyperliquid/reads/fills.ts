import { InputError } from '../../../input-error.ts'
import type { Ranged } from '../../../market/ranged.ts'
import type { FillRow } from '../../../market/records.ts'
import type { EpochMs } from '../../../market/units.ts'
import { parseFills, type WireFill } from '../wire/fill.ts'
import { pages } from './pages.ts'
import { ask, type Client } from './request.ts'
import { venue } from './venue.ts'

/** Number of fills that the venue keeps per account. */
const kept = 10_000
/** Maximum number of fills in one answer. */
const most = 2_000

/**
 * Reads an account's fills in [from, to], without duplicates. If the venue no longer keeps older fills, the time before
 * the first fill is returned as missing.
 *
 * @param user address of the account
 */
export async function readFillsByTime(
  client: Client,
  user: string,
  from: EpochMs,
  to: EpochMs,
): Promise<Ranged<FillRow>> {
  const what = 'info userFillsByTime'
  const fills = await pages(
    what,
    from,
    to,
    most,
    (startTime, endTime) => ask(what, () => client.userFillsByTime({ user, startTime, endTime }), parseFills),
    fill => `${fill.tradeId} ${fill.orderId}`,
  )
  const isFull = fills.length >= kept && fills[0].t > from
  const reason = `Hyperliquid keeps only the ${kept} newest fills of an account`
  return { rows: fills.map(fill => fillRow(user, fill)), missing: isFull ? [{ from, to: fills[0].t, reason }] : [] }
}

/** Converts a fill to a row of the lake. @throws InputError if its trade id or fee token is absent */
export function fillRow(account: string, fill: WireFill): FillRow {
  const { tradeId, feeToken } = fill
  const where = `fill of order ${fill.orderId} at ${fill.t}`
  if (tradeId === null) throw new InputError(`${where}: expected a tid, found nothing`)
  if (feeToken === null) throw new InputError(`${where}: expected a feeToken, found nothing`)
  return {
    ...{ venue, symbol: fill.symbol, t: fill.t, account: account.toLowerCase(), tradeId, orderId: fill.orderId },
    ...{ clientId: fill.clientId, side: fill.side, price: fill.price, size: fill.size, fee: fill.fee, feeToken },
    ...{ closedPnl: fill.closedPnl, startPosition: fill.startPosition, isMaker: fill.isMaker },
  }
}
