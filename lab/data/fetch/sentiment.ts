import { InputError } from '../../input-error.ts'
import type { FeedAnswer, FeedError } from '../../market/market-feed.ts'
import type { Missing } from '../../market/ranged.ts'
import { day, type EpochMs } from '../../market/units.ts'
import { fail, ok } from '../../result.ts'
import { readRows } from '../lake/rows.ts'
import type { SentimentRow } from '../lake/tables.ts'
import { isOpen } from '../record/resume.ts'
import { FailedRead } from '../sentiment/failed-read.ts'
import { sentimentSymbol, sentimentVenue } from '../sentiment/rows.ts'
import { gapRows } from './gap-rows.ts'
import type { FetchContext, FetchTask } from './task.ts'

const series = { venue: sentimentVenue, symbol: sentimentSymbol }
const stream = 'sentiment'
const label = 'Fear & Greed index'

/** The task that fetches the Fear & Greed index. One request returns all days, so it fills gaps too. */
export function sentimentTask(context: FetchContext): FetchTask {
  const run = async () => {
    const all = await context.reportBuilder.answer('sentiment', label, () => readIndex(context))
    if (!all) return
    const rows = all.filter(({ t }) => t >= (context.from ?? t))
    if (rows.length === 0) return
    const known = new Map((await readRows(context.lake, 'sentiment', series)).map(row => [row.t, row]))
    const late = rows.map(row => lateAsKnown(row, known.get(row.t)))
    context.reportBuilder.addChanges('sentiment', await context.writer.write('sentiment', late))
    const missing = missingDays(rows)
    const gaps = (await readRows(context.lake, 'gaps', series)).filter(isOpen)
    const asked = { from: rows[0].t, to: (rows[rows.length - 1].t + day) as EpochMs }
    await context.writer.write('gaps', gapRows({ ...series, stream }, gaps, asked, missing))
    for (const one of missing)
      context.reportBuilder.addMissing({ what: 'sentiment', symbol: sentimentSymbol, stream, ...one })
  }
  return { what: 'sentiment', label, weight: 1, run }
}

/** Reads the index. A missing or invalid answer of the site is a failed read, as with a venue, and never a row. */
async function readIndex({ fearGreed }: FetchContext): FeedAnswer<readonly SentimentRow[]> {
  try {
    return ok(await fearGreed.read('all'))
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return fail<FeedError>({ kind: error instanceof FailedRead ? 'unanswered' : 'unreadable', why: error.message })
  }
}

/**
 * A value that was once seen to be published late stays late: a first read of an old day cannot show when it was published.
 */
const lateAsKnown = (row: SentimentRow, known: SentimentRow | undefined): SentimentRow =>
  known && known.knownAt > row.knownAt ? { ...row, knownAt: known.knownAt } : row

const missingDays = (rows: readonly SentimentRow[]): Missing[] =>
  rows.flatMap(({ t }, i) => {
    const from = i === 0 ? t : ((rows[i - 1].t + day) as EpochMs)
    return from < t ? [{ from, to: t, reason: 'the site has no value for these days' }] : []
  })
