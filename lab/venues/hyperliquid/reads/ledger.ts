import type { EpochMs } from '../../../market/units.ts'
import { parseLedger, type WireLedgerUpdate } from '../wire/ledger.ts'
import { ask, type Client } from './ask.ts'
import { pages } from './pages.ts'

/** Money that moved without a trade within [from, to], oldest first. */
export async function readLedger(
  client: Client,
  user: string,
  from: EpochMs,
  to: EpochMs,
): Promise<WireLedgerUpdate[]> {
  const what = 'info userNonFundingLedgerUpdates'
  const page = async (startTime: EpochMs, endTime: EpochMs) =>
    numbered(await ask(what, () => client.userNonFundingLedgerUpdates({ user, startTime, endTime }), parseLedger))
  const updates = await pages(what, from, to, 500, page, ({ key }) => key)
  return updates.map(({ update }) => update)
}

/** One action may move the same sum twice: those are two, and each page counts them alike. */
function numbered(updates: readonly WireLedgerUpdate[]) {
  const seen = new Map<string, number>()
  return updates.map(update => {
    const same = JSON.stringify(update)
    const nth = seen.get(same) ?? 0
    seen.set(same, nth + 1)
    return { t: update.t, key: `${nth} ${same}`, update }
  })
}
