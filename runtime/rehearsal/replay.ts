import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '../../lab/market/outcome.ts'
import { epochMs } from '../../lab/market/units.ts'
import type { Candidate } from '../../lab/validation/candidate.ts'
import { type JournalReplay, replayJournal } from './journal-replay.ts'
import { type RehearsalOptions, rehearse } from './rehearse.ts'

type Replayed = Omit<RehearsalOptions, 'journal' | 'ephemeral'>

/**
 * Returns a function that trades a candidate with the runtime on the embedded exchange, from `from` (inclusive) to `to`
 * (exclusive), epoch ms.
 */
export const replayOf =
  () =>
  (candidate: Candidate, from: number, to: number): Promise<Outcome> => {
    const { name, synthetic, market, instruments, cash, costs, risk } = candidate
    const strategy = { ...candidate.strategy, name, stage: 'candidate', synthetic, risk, costs, approvals: [] } as const
    const span = { from: epochMs(from), to: epochMs(to) }
    return withTemporaryJournal(async journal => {
      const { outcome } = await rehearse({
        ...{ strategy, market, instruments, cash, costs, journal, run: name, ephemeral: true },
        ...span,
      })
      return outcome
    })
  }

/** Trades a strategy with the runtime on the embedded exchange, and replays the journal of that run. */
export const replayWithJournal = (options: Replayed): Promise<JournalReplay> =>
  withTemporaryJournal(async journal => {
    const { outcome } = await rehearse({ ...options, journal, ephemeral: true })
    return replayJournal(journal, options, outcome)
  })

/** Calls `work` with the path of a journal in a temporary folder, and deletes the folder afterwards. */
async function withTemporaryJournal<T>(work: (journal: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-replay-'))
  try {
    return await work(join(folder, 'journal.jsonl'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
