import type { EpochMs } from '../../../market/units.ts'
import { parseAccountUpdates, type WireAccountUpdate } from '../wire/account-update.ts'
import { pages } from './pages.ts'
import { ask, type Client } from './request.ts'

/**
 * Reads the changes of an account's balance within [from, to] that are neither trades nor funding, such as deposits and
 * withdrawals, oldest first.
 *
 * @param user address of the account
 */
export async function readAccountUpdates(
  client: Client,
  user: string,
  from: EpochMs,
  to: EpochMs,
): Promise<WireAccountUpdate[]> {
  const what = 'info userNonFundingLedgerUpdates'
  const page = async (startTime: EpochMs, endTime: EpochMs) =>
    numbered(
      await ask(what, () => client.userNonFundingLedgerUpdates({ user, startTime, endTime }), parseAccountUpdates),
    )
  const updates = await pages(what, from, to, 500, page, ({ key }) => key)
  return updates.map(({ update }) => update)
}

/**
 * Adds a key to each update. Equal updates are separate transfers, so the key counts them: the first, the second, and
 * so on. The key of an update is then the same on every page, and only rows repeated between pages are dropped.
 */
function numbered(updates: readonly WireAccountUpdate[]) {
  const seen = new Map<string, number>()
  return updates.map(update => {
    const same = JSON.stringify(update)
    const nth = seen.get(same) ?? 0
    seen.set(same, nth + 1)
    return { t: update.t, key: `${nth} ${same}`, update }
  })
}
