import { type EpochMs, epochMs, showTime } from '../../../lab/market/units.ts'
import { type JournalReplay, replayJournal } from '../journal-replay.ts'
import type { RehearsalOptions } from '../rehearse.ts'
import { replayWithJournal } from '../replay.ts'
import { type Comparison, compare } from './comparison.ts'

export interface AgainstReplay extends Pick<RehearsalOptions, 'strategy' | 'market' | 'instruments'> {
  /** Of the paper run. */
  readonly journal: string
  /** Before it nothing of a run may lie; absent: wherever it lies. */
  readonly notBefore?: EpochMs
}

/**
 * What a paper run tells in its journal, beside what the runtime does on the embedded exchange over the bars at hand.
 *
 * @throws Error naming journal and record, when the strategy is not the one that wrote it
 * @throws RangeError when the run lies on bars that were judged, or bars are missing at either end of it
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
      `${journal}: the run began on ${showTime(from)} UTC, and the strategy was judged on bars until ${showTime(notBefore)}: ` +
        'a paper run is over what came after',
    )
  }
  const { cash, run, to } = journalReplay
  const end = Math.max(...market.map(({ openTime, interval }) => openTime[openTime.length - 1] + interval))
  if (end < to) {
    throw new RangeError(
      `${journal}: the run went on until ${showTime(to)} UTC, the bars at hand until ${showTime(epochMs(end))}: bring in the rest`,
    )
  }
  const replay = await replayWithJournal({ strategy, market, instruments, cash, costs: strategy.costs, from, to, run })
  return { journalReplay, comparison: compare(journalReplay, replay) }
}
