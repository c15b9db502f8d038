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

/** The index of mood: one question brings all days, so that gaps are filled by the way. */
export function sentimentTask(context: FetchContext): FetchTask {
  const run = async () => {
    const all = await context.reportBuilder.answer('sentiment', 'the index of mood', () => moodOf(context))
    if (!all) return
    const rows = all.filter(({ t }) => t >= (context.from ?? t))
    if (rows.length === 0) return
    const known = new Map((await readRows(context.lake, 'sentiment', series)).map(row => [row.t, row]))
    const late = rows.map(row => lateAsKnown(row, known.get(row.t)))
    context.reportBuilder.changed('sentiment', await context.writer.write('sentiment', late))
    const missing = missingDays(rows)
    const gaps = (await readRows(context.lake, 'gaps', series)).filter(isOpen)
    const asked = { from: rows[0].t, to: (rows[rows.length - 1].t + day) as EpochMs }
    await context.writer.write('gaps', gapRows({ ...series, stream }, gaps, asked, missing))
    for (const one of missing)
      context.reportBuilder.lacks({ what: 'sentiment', symbol: sentimentSymbol, stream, ...one })
  }
  return { what: 'sentiment', label: 'the index of mood', weight: 1, run }
}

/** The site fails as a venue does: what it did not answer, or answered without sense, is no row. */
async function moodOf({ mood }: FetchContext): FeedAnswer<readonly SentimentRow[]> {
  try {
    return ok(await mood.read('all'))
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return fail<FeedError>({ kind: error instanceof FailedRead ? 'unanswered' : 'unreadable', why: error.message })
  }
}

/** What was once seen to be published late stays late: a first look at an old day cannot tell. */
const lateAsKnown = (row: SentimentRow, known: SentimentRow | undefined): SentimentRow =>
  known && known.knownAt > row.knownAt ? { ...row, knownAt: known.knownAt } : row

const missingDays = (rows: readonly SentimentRow[]): Missing[] =>
  rows.flatMap(({ t }, i) => {
    const from = i === 0 ? t : ((rows[i - 1].t + day) as EpochMs)
    return from < t ? [{ from, to: t, reason: 'the site has no value for these days' }] : []
  })
