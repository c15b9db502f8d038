import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '../market/outcome.ts'
import { epochMs } from '../market/units.ts'
import type { Candidate } from '../validation/candidate.ts'
import { rehearse } from './rehearse.ts'

/** Lets the runtime trade a candidate on the embedded exchange, over a part of its history; the journal is thrown away. */
export const replayOf =
  () =>
  async (candidate: Candidate, from: number, to: number): Promise<Outcome> => {
    const { name, synthetic, market, instruments, cash, costs, risk } = candidate
    const folder = mkdtempSync(join(tmpdir(), 'seedbed-replay-'))
    try {
      const strategy = {
        ...candidate.strategy,
        name,
        stage: 'candidate',
        synthetic,
        risk,
        costs,
        approvals: [],
      } as const
      const { outcome } = await rehearse({
        ...{ strategy, market, instruments, cash, costs, from: epochMs(from), to: epochMs(to) },
        ...{ journal: join(folder, 'journal.jsonl'), run: name },
      })
      return outcome
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
