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
  /** In the file. */
  readonly days: number
  /** When its first and its last day begin. */
  readonly first: EpochMs
  readonly last: EpochMs
}

/**
 * Brings an answer of the site that somebody saved, whole or its list `data` alone, into the lake's table `sentiment`, whole or
 * not at all. A value that differs from the lake's replaces it; what the lake saw to be published late stays late.
 *
 * @param clock no day in the file may begin after its now
 * @throws InputError naming the file, when it is no such answer or cannot be read; the lake is untouched
 */
export async function importFearGreed(lake: Lake, path: string, clock: Clock = wallClock): Promise<ImportedFearGreed> {
  const now = clock()
  const { days } = checked(path, await json(path), now)
  const series = { venue: sentimentVenue, symbol: sentimentSymbol }
  const known = new Map((await readRows(lake, 'sentiment', series)).map(row => [row.t, row]))
  const rows = sentimentRows(days, now)
  const fresh = rows.filter(row => !known.has(row.t))
  const differing = rows.filter(row => known.has(row.t) && known.get(row.t)?.value !== row.value)
  await append(lake, 'sentiment', [...fresh, ...differing.map(row => lateAsKnown(row, known.get(row.t)))])
  return {
    ...{ file: path, days: days.length, first: days[0].t, last: days[days.length - 1].t },
    ...{ added: fresh.length, replaced: differing.length, unchanged: rows.length - fresh.length - differing.length },
  }
}

/** A saved answer does not say when it was new. */
const lateAsKnown = (row: SentimentRow, known?: SentimentRow): SentimentRow =>
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
