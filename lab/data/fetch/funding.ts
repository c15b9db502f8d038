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

/** Full answers of one window. A seventh request confirms that the window has no more payments. */
const pages = 6

/** The task that fetches the funding payments of one symbol that the lake lacks; undefined when none are missing. */
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
    // Without a start date, the series starts at its first payment, so nothing before is missing. A series without any
    // payment is missing from the venue's first payment on, once every window was answered.
    const beginning = coverage.ends || rows.length || !isWhole ? undefined : genesis
    const since = context.from ?? beginning
    const lacking = missingFunding(rows, since, context.clock(), title)
    for (const asked of answered) {
      const missing = within(asked, lacking)
      await context.writer.write(
        'gaps',
        gapRows({ venue, symbol, stream: fundingStream }, coverage.gaps, asked, missing),
      )
      for (const one of missing)
        context.reportBuilder.addMissing({ what: 'funding', symbol, stream: fundingStream, ...one })
    }
  }
  const weight = ranges().reduce((sum, one) => sum + weightOf(one, costs), 0)
  return weight > 0 ? { what: 'funding', label, weight, run } : undefined
}

/**
 * Requests one window after the other and writes each to the lake. It stops at the first window without an answer,
 * because a later row in the lake would hide the gap.
 *
 * @returns the time up to which the venue answered
 */
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
    context.reportBuilder.addChanges('funding', await context.writer.write('funding', rows))
    start = end
  }
  return to
}

/**
 * Time ranges without payments. Each payment states how many preceding hours it covers, so a longer distance from the
 * previous payment is a gap.
 *
 * @param rows ascending by time
 * @param since start of the series: time from here to the first payment is missing; undefined: the first payment
 * @param now end of the missing range when there are no rows
 * @param title display name of the venue
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

/** The parts of the missing ranges that lie inside `asked`. */
const within = (asked: TimeRange, missing: readonly Missing[]): readonly Missing[] =>
  missing
    .filter(({ from, to }) => from < asked.to && to > asked.from)
    .map(({ from, to, reason }) => ({
      from: Math.max(from, asked.from) as EpochMs,
      to: Math.min(to, asked.to) as EpochMs,
      reason,
    }))

/** Length of one window. */
const windowOf = ({ funding }: ReadCosts): DurationMs => pages * funding.page * hour

/** Estimated weight of all requests for the range: one per full page, and one more per window. */
const weightOf = ({ from, to }: TimeRange, costs: ReadCosts): number => {
  const { page, question } = costs.funding
  return (
    Math.ceil((to - from) / (page * hour)) * question(page) + Math.ceil((to - from) / windowOf(costs)) * question(1)
  )
}
