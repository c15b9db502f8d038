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
import type { Desk, Errand } from './errand.ts'
import { gapRows } from './gap-rows.ts'

const series = { venue: sentimentVenue, symbol: sentimentSymbol }
const stream = 'sentiment'

/** The index of mood: one question brings all days, so that holes are mended by the way. */
export function sentimentErrand(desk: Desk): Errand {
  const run = async () => {
    const all = await desk.account.answer('sentiment', 'the index of mood', () => moodOf(desk))
    if (!all) return
    const rows = all.filter(({ t }) => t >= (desk.from ?? t))
    if (rows.length === 0) return
    const known = new Map((await readRows(desk.lake, 'sentiment', series)).map(row => [row.t, row]))
    const late = rows.map(row => lateAsKnown(row, known.get(row.t)))
    desk.account.changed('sentiment', await desk.keeper.keep('sentiment', late))
    const missing = holes(rows)
    const gaps = (await readRows(desk.lake, 'gaps', series)).filter(isOpen)
    const asked = { from: rows[0].t, to: (rows[rows.length - 1].t + day) as EpochMs }
    await desk.keeper.keep('gaps', gapRows({ ...series, stream }, gaps, asked, missing))
    for (const one of missing) desk.account.lacks({ what: 'sentiment', symbol: sentimentSymbol, stream, ...one })
  }
  return { what: 'sentiment', label: 'the index of mood', weight: 1, run }
}

/** The site fails as a venue does: what it did not answer, or answered without sense, is no row. */
async function moodOf({ mood }: Desk): FeedAnswer<readonly SentimentRow[]> {
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

const holes = (rows: readonly SentimentRow[]): Missing[] =>
  rows.flatMap(({ t }, i) => {
    const from = i === 0 ? t : ((rows[i - 1].t + day) as EpochMs)
    return from < t ? [{ from, to: t, reason: 'the site has no value for these days' }] : []
  })
