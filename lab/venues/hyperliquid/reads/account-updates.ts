import type { EpochMs } from '../../../market/units.ts'
import { parseAccountUpdates, type WireAccountUpdate } from '../wire/account-update.ts'
import { pages } from './pages.ts'
import { ask, type Client } from './request.ts'

/** Transfers of money without a trade within [from, to], oldest first. */
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
 * Two equal updates of one action are two transfers. Numbering them keeps both, and gives them the same keys on every page.
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
