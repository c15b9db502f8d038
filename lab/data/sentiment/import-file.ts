import { readFile } from 'node:fs/promises'
import { type Clock, wallClock } from '../../clock.ts'
import { InputError } from '../../input-error.ts'
import type { EpochMs } from '../../market/units.ts'
import { append } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import type { Changes } from '../lake/merge.ts'
import { readRows } from '../lake/rows.ts'
import type { SentimentRow } from '../lake/tables.ts'
import { checkFearGreed, type FearGreedAnswer } from './check.ts'
import { sentimentRows, sentimentSymbol, sentimentVenue } from './rows.ts'

export interface ImportedFearGreed extends Changes {
  readonly file: string
  /** Number of days in the file. */
  readonly days: number
  /** Starts of its first and its last day. */
  readonly first: EpochMs
  readonly last: EpochMs
}

/**
 * Imports a saved answer of the site, complete or only its list `data`, into the lake's table `sentiment`, whole or not at all. A
 * value that differs from the lake's replaces it. A later publication time that the lake observed is kept.
 *
 * @param clock days that begin after its time are refused
 * @throws InputError naming the file when it cannot be read or is no such answer; the lake is then unchanged
 */
export async function importFearGreed(lake: Lake, path: string, clock: Clock = wallClock): Promise<ImportedFearGreed> {
  const now = clock()
  const { days } = checked(path, await json(path), now)
  const series = { venue: sentimentVenue, symbol: sentimentSymbol }
  const known = new Map((await readRows(lake, 'sentiment', series)).map(row => [row.t, row]))
  const rows = sentimentRows(days, now)
  const fresh = rows.filter(row => !known.has(row.t))
  const differing = rows.filter(row => known.has(row.t) && known.get(row.t)?.value !== row.value)
  await append(lake, 'sentiment', [...fresh, ...differing.map(row => keepLateTime(row, known.get(row.t)))])
  return {
    ...{ file: path, days: days.length, first: days[0].t, last: days[days.length - 1].t },
    ...{ added: fresh.length, replaced: differing.length, unchanged: rows.length - fresh.length - differing.length },
  }
}

/** Keeps the lake's later publication time, because a saved answer does not say when its values were published. */
const keepLateTime = (row: SentimentRow, known?: SentimentRow): SentimentRow =>
  known && known.knownAt > row.knownAt ? { ...row, knownAt: known.knownAt } : row

async function json(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputError(
      error.code === 'ENOENT' ? `${path} does not exist` : `${path} cannot be read: ${error.message}`,
    )
  })
  try {
    return JSON.parse(text)
  } catch {
    throw new InputError(`${path}: expected JSON, found "${text.slice(0, 60).replace(/\s+/g, ' ')}"`)
  }
}

function checked(path: string, body: unknown, now: EpochMs): FearGreedAnswer {
  try {
    return checkFearGreed(Array.isArray(body) ? { data: body } : body, now)
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${path}: ${error.message}`, { cause: error })
    throw error
  }
}
