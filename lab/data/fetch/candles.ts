import type { Missing } from '../../market/ranged.ts'
import type { ReadCosts } from '../../market/read-costs.ts'
import { type DurationMs, type EpochMs, floorTo } from '../../market/units.ts'
import { candlesStream } from '../record/recorded-gap.ts'
import type { Coverage } from './coverage.ts'
import { gapRows } from './gap-rows.ts'
import { missingRanges } from './missing-ranges.ts'
import type { FetchContext, FetchTask } from './task.ts'
import type { TimeRange } from './time-range.ts'

/** Wait from a candle's end until its request: the venue publishes it a little later, and our clock may be ahead. */
const closeDelay: DurationMs = 10_000

/**
 * The task that fetches the missing candles of one symbol and interval; undefined when none are missing.
 *
 * @param coverage candles and gaps of this series in the lake
 */
export function candleTask(
  context: FetchContext,
  symbol: string,
  interval: DurationMs,
  coverage: Coverage,
): FetchTask | undefined {
  const stream = candlesStream(interval)
  const label = `${stream} of ${symbol}`
  const { venue, costs } = context.feed
  const { kept, near } = costs.candles
  const ranges = () => {
    const until = floorTo(context.clock() - closeDelay, interval)
    const earliest = (until - (kept - 1) * interval) as EpochMs
    return missingRanges(coverage, { from: context.from, earliest, until, step: interval, near: near * interval })
  }
  const run = async () => {
    for (const asked of ranges()) {
      if (context.signal.aborted) return
      const { from, to } = asked
      const had = await context.reportBuilder.answer('candles', label, () =>
        context.feed.candles(symbol, interval, from, to),
      )
      if (!had) continue
      context.reportBuilder.addChanges('candles', await context.writer.write('candles', had.rows))
      const isOpenEnded = !coverage.ends && context.from === undefined
      const missing = isOpenEnded ? afterFirst(had.missing, had.rows[0]?.t) : had.missing
      await context.writer.write('gaps', gapRows({ venue, symbol, stream }, coverage.gaps, asked, missing))
      for (const one of missing) context.reportBuilder.addMissing({ what: 'candles', symbol, stream, ...one })
    }
  }
  const weight = ranges().reduce((sum, one) => sum + weightOf(one, interval, costs), 0)
  return weight > 0 ? { what: 'candles', label, weight, run } : undefined
}

/** Drops ranges before the first candle: without a start date, the series begins with the first candle received. */
const afterFirst = (missing: readonly Missing[], first: EpochMs | undefined): readonly Missing[] =>
  first === undefined ? missing : missing.filter(one => one.from > first)

/** Estimated request weight of a range: one request returns the candles, a second confirms that there are no more. */
const weightOf = ({ from, to }: TimeRange, interval: DurationMs, { candles }: ReadCosts): number =>
  candles.question(Math.min(candles.kept, (to - from) / interval)) + candles.question(1)
