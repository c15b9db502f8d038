import { type EpochMs, epochMs, showTime } from '../../../lab/market/units.ts'
import { type JournalReplay, replayJournal } from '../journal-replay.ts'
import type { RehearsalOptions } from '../rehearse.ts'
import { replayWithJournal } from '../replay.ts'
import { type Comparison, compare } from './comparison.ts'

export interface AgainstReplay extends Pick<RehearsalOptions, 'strategy' | 'market' | 'instruments'> {
  /** Path of the paper run's journal. */
  readonly journal: string
  /** End of the bars on which the strategy was judged: the run must begin after it. Absent: any time is accepted. */
  readonly notBefore?: EpochMs
}

/**
 * Compares a paper run, as its journal records it, with a replay of the same time on the embedded exchange over stored bars.
 *
 * @throws Error naming journal and record, when another strategy wrote the journal
 * @throws RangeError when the run overlaps the judged bars, or goes on after the last stored bar
 */
export async function againstReplay(
  options: AgainstReplay,
): Promise<{ readonly journalReplay: JournalReplay; readonly comparison: Comparison }> {
  const { journal, strategy, market, instruments, notBefore } = options
  const synthetic = market.some(bars => bars.synthetic)
  const journalReplay = replayJournal(journal, { strategy, instruments }, { synthetic })
  const from = epochMs(Math.min(...journalReplay.closes[0].bars.map(({ openTime }) => openTime)))
  if (notBefore !== undefined && from < notBefore) {
    throw new RangeError(
      `${journal}: expected a run that starts after ${showTime(notBefore)} UTC, the end of the bars on which the strategy was judged, ` +
        `found a start at ${showTime(from)} UTC`,
    )
  }
  const { cash, run, to } = journalReplay
  const end = Math.max(...market.map(({ openTime, interval }) => openTime[openTime.length - 1] + interval))
  if (end < to) {
    throw new RangeError(
      `${journal}: expected stored bars until ${showTime(to)} UTC, when the run ended, found them until ${showTime(epochMs(end))} UTC: ` +
        'fetch the bars in between',
    )
  }
  const replay = await replayWithJournal({ strategy, market, instruments, cash, costs: strategy.costs, from, to, run })
  return { journalReplay, comparison: compare(journalReplay, replay) }
}
