import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { openLake } from '../../lab/data/lake/lake.ts'
import { readMarket } from '../../lab/data/read-market.ts'
import { instrumentsOf } from '../../lab/evolution/dataset.ts'
import { InputError } from '../../lab/input-error.ts'
import { type EpochMs, epochMs } from '../../lab/market/units.ts'
import { rowsKept } from '../../lab/strategy/exposure.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import type { PaperRun } from '../../lab/validation/promotion-stages.ts'
import { againstReplay } from '../../runtime/rehearsal/comparison/against-replay.ts'
import type { Comparison } from '../../runtime/rehearsal/comparison/comparison.ts'
import { paperOf } from '../../runtime/rehearsal/comparison/paper.ts'
import { journalExtent } from '../../runtime/rehearsal/journal-replay.ts'
import { aboutJournal } from './journal.ts'
import { spareBars } from './market.ts'
import { table, usd } from './table.ts'

/**
 * Compares a paper run with a replay of the same time on bars of the lake.
 *
 * @param about.notBefore end of the bars on which the strategy was judged
 * @throws InputError when the file is not a journal, is of another strategy, or the run overlaps the judged bars
 */
export async function paperRun(
  journal: string,
  strategy: Strategy,
  about: { readonly lake: string; readonly venue: string; readonly notBefore: EpochMs },
): Promise<PaperRun & { readonly comparison: Comparison }> {
  const { started, to } = requireJournal(journal)
  try {
    const { universe, interval } = strategy
    const from = epochMs(Math.floor(started.at / interval) * interval)
    const lead = (rowsKept(strategy) + spareBars) * interval
    const lake = await openLake(about.lake)
    const asked = { venue: about.venue, symbols: universe, interval, from, to, lead }
    const market = await readMarket(lake, asked).finally(() => lake.close())
    const { journalReplay, comparison } = await againstReplay({
      ...{ journal, strategy, market, instruments: instrumentsOf(market), notBefore: about.notBefore },
    })
    const { run, venue = 'unknown' } = journalReplay
    const seen = { run, venue, from: journalReplay.from, to: journalReplay.to, journal: hashOf(journal) }
    return { seen, found: paperOf(journalReplay, comparison), comparison }
  } catch (error) {
    throw aboutJournal(error, journal)
  }
}

/** The start and the last close of the run in a journal. @throws InputError when the file is not the journal of a run */
export function requireJournal(path: string): ReturnType<typeof journalExtent> {
  if (!existsSync(path)) throw new InputError(`${path}: no such journal`)
  try {
    return journalExtent(path)
  } catch (error) {
    throw aboutJournal(error, path)
  }
}

export const hashOf = (path: string): string =>
  `sha256:${createHash('sha256').update(readFileSync(path)).digest('hex')}`

/** The difference between the runs and its parts as a table; parts below half a cent are left out. */
export function showComparison({ differenceUsd, parts, orderFills, bars }: Comparison): string {
  const apart = orderFills.filter(({ cause }) => cause !== undefined).length
  const seen = `${bars.alike} bars alike, ${bars.different} different, ${bars.onlyPaper} in the paper run only, ${bars.onlyReplay} in the replay only`
  const rows = parts.filter(({ usd: made }) => Math.abs(made) >= 0.005).map(({ part, usd: made }) => [part, usd(made)])
  return [
    `paper run minus its replay: ${usd(differenceUsd)}; ${seen}; ${apart} of ${orderFills.length} fills differ`,
    ...(rows.length > 0 ? [table(['part', ''], rows)] : []),
  ].join('\n')
}
