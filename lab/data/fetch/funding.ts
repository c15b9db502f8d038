import type { Missing } from '../../market/ranged.ts'
import type { ReadCosts } from '../../market/read-costs.ts'
import type { FundingRow } from '../../market/records.ts'
import { type DurationMs, type EpochMs, hour } from '../../market/units.ts'
import { readRows } from '../lake/rows.ts'
import { type Coverage, fundingStream } from './coverage.ts'
import { gapRows } from './gap-rows.ts'
import { missingRanges } from './missing-ranges.ts'
import type { FetchContext, FetchTask } from './task.ts'
import type { TimeRange } from './time-range.ts'

/** What one chunk brings: six pages of it, and a seventh says that these are all. */
const pages = 6

/** The payments of a symbol that the lake lacks; undefined when it lacks none. */
export function fundingTask(context: FetchContext, symbol: string, coverage: Coverage): FetchTask | undefined {
  const label = `funding of ${symbol}`
  const { venue, title, costs } = context.feed
  const { earliest: genesis, page } = costs.funding
  const ranges = () =>
    missingRanges(coverage, {
      from: context.from,
      earliest: genesis,
      until: context.clock(),
      step: hour,
      near: page * hour,
    })
  const run = async () => {
    const answered: TimeRange[] = []
    let isWhole = true
    for (const range of ranges()) {
      const until = await inWindows(context, symbol, label, range)
      isWhole &&= until === range.to
      if (until > range.from) answered.push({ from: range.from, to: until })
    }
    if (answered.length === 0) return
    const rows = await readRows(context.lake, 'funding', { venue, symbol })
    // Where nobody said how far back, the first payment is the beginning; that there is none, is known only at the end.
    const beginning = coverage.ends || rows.length || !isWhole ? undefined : genesis
    const since = context.from ?? beginning
    const lacking = missingFunding(rows, since, context.clock(), title)
    for (const asked of answered) {
      const missing = within(asked, lacking)
      await context.writer.write(
        'gaps',
        gapRows({ venue, symbol, stream: fundingStream }, coverage.gaps, asked, missing),
      )
      for (const one of missing) context.reportBuilder.lacks({ what: 'funding', symbol, stream: fundingStream, ...one })
    }
  }
  const weight = ranges().reduce((sum, one) => sum + weightOf(one, costs), 0)
  return weight > 0 ? { what: 'funding', label, weight, run } : undefined
}

/** @returns until when it was answered: the windows after one without an answer are not asked for, lest the lake hides the gap */
async function inWindows(
  context: FetchContext,
  symbol: string,
  label: string,
  { from, to }: TimeRange,
): Promise<EpochMs> {
  for (let start = from; start < to; ) {
    if (context.signal.aborted) return start
    const end = Math.min(start + windowOf(context.feed.costs), to) as EpochMs
    const question = () => context.feed.funding(symbol, start, (end - 1) as EpochMs)
    const rows = await context.reportBuilder.answer('funding', label, question)
    if (!rows) return start
    context.reportBuilder.changed('funding', await context.writer.write('funding', rows))
    start = end
  }
  return to
}

/**
 * Where payments are missing: each says for how many hours it is, so those in between are not there.
 *
 * @param rows  ascending
 * @param since what is missing before the first counts from here; undefined: not at all
 * @param title the venue's name for people
 */
export function missingFunding(
  rows: readonly FundingRow[],
  since: EpochMs | undefined,
  now: EpochMs,
  title: string,
): Missing[] {
  const reason = `${title} has no payments there: not listed yet, or it was down`
  const [first] = rows
  const lead = { from: since ?? now, to: first?.t ?? now, reason }
  const missing = rows.flatMap(({ t, hours }, i): Missing[] => {
    const from = i === 0 ? t : ((rows[i - 1].t + hours * hour) as EpochMs)
    return from < t ? [{ from, to: t, reason }] : []
  })
  return lead.to - lead.from >= hour ? [lead, ...missing] : missing
}

const within = (asked: TimeRange, missing: readonly Missing[]): readonly Missing[] =>
  missing
    .filter(({ from, to }) => from < asked.to && to > asked.from)
    .map(({ from, to, reason }) => ({
      from: Math.max(from, asked.from) as EpochMs,
      to: Math.min(to, asked.to) as EpochMs,
      reason,
    }))

const windowOf = ({ funding }: ReadCosts): DurationMs => pages * funding.page * hour

const weightOf = ({ from, to }: TimeRange, costs: ReadCosts): number => {
  const { page, question } = costs.funding
  return (
    Math.ceil((to - from) / (page * hour)) * question(page) + Math.ceil((to - from) / windowOf(costs)) * question(1)
  )
}
