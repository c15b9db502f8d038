import { type DurationMs, type EpochMs, hour, showInterval } from '../../market/units.ts'
import type { Lake } from '../lake/lake.ts'
import { readRows } from '../lake/rows.ts'
import { listSeries } from '../lake/series.ts'
import type { GapRow } from '../lake/tables.ts'
import { candlesStream } from '../record/recorded-gap.ts'
import { isOpen } from '../record/resume.ts'
import type { TimeRange } from './time-range.ts'

/** Time that the rows of one series in the lake cover, and time that they miss. */
export interface Coverage {
  /** Times of the first and the last row; undefined if the series has no rows. */
  readonly ends: { readonly first: EpochMs; readonly last: EpochMs } | undefined
  /** Time ranges between the first and the last row that have no rows. */
  readonly missing: readonly TimeRange[]
  /** Open gaps of this series in the table `gaps`. */
  readonly gaps: readonly GapRow[]
}

/** Coverage of the series of one venue. */
export interface LakeCoverage {
  candles(symbol: string, interval: DurationMs): Coverage
  funding(symbol: string): Coverage
}

/**
 * Reads the coverage of a venue in the lake. A fetch then requests only the data that the lake lacks.
 *
 * @param intervals candle intervals for which missing bars are searched
 */
export async function readCoverage(lake: Lake, venue: string, intervals: readonly DurationMs[]): Promise<LakeCoverage> {
  const ends = new Map<string, NonNullable<Coverage['ends']>>()
  for (const table of ['candles', 'funding'] as const) {
    for (const { interval, symbol, first, last, ...series } of await listSeries(lake, table)) {
      if (series.venue === venue) ends.set(keyOf(streamOf(table, interval), symbol), { first, last })
    }
  }
  const missing = new Map<string, TimeRange[]>()
  for (const interval of intervals) gather(missing, candlesStream(interval), await missingBars(lake, venue, interval))
  gather(missing, fundingStream, await missingFunding(lake, venue))
  const gaps = new Map<string, GapRow[]>()
  for (const gap of await readRows(lake, 'gaps', { venue })) {
    if (isOpen(gap)) add(gaps, keyOf(gap.stream, gap.symbol), gap)
  }
  const coverage = (key: string): Coverage => ({
    ends: ends.get(key),
    missing: missing.get(key) ?? [],
    gaps: gaps.get(key) ?? [],
  })
  return {
    candles: (symbol, interval) => coverage(keyOf(candlesStream(interval), symbol)),
    funding: symbol => coverage(keyOf(fundingStream, symbol)),
  }
}

/** Name of the funding stream in the table `gaps`. */
export const fundingStream = 'funding'
const streamOf = (table: 'candles' | 'funding', interval: DurationMs) =>
  table === 'candles' ? candlesStream(interval) : fundingStream
const keyOf = (stream: string, symbol: string): string => `${stream} ${symbol}`

/** Time range without rows, in epoch ms; `end` is exclusive. */
interface MissingRow {
  readonly symbol: string
  readonly start: number
  readonly end: number
}

const missingBars = async (lake: Lake, venue: string, interval: DurationMs) =>
  (await lake.sql`
    select symbol, "before" + ${interval} as "start", t::double as "end" from (
      select symbol, t::double as t, lag(t::double) over (partition by symbol order by t) as "before" from candles
      where venue = ${venue} and interval = ${showInterval(interval)})
    where t - "before" > ${interval} order by symbol, t`) as unknown as MissingRow[]

/**
 * Finds missing funding payments. A payment covers `hours` hours, so a later next payment means missing ones in
 * between.
 */
const missingFunding = async (lake: Lake, venue: string) =>
  (await lake.sql`
    select symbol, "before" + hours * ${hour} as "start", t::double as "end" from (
      select symbol, hours, t::double as t, lag(t::double) over (partition by symbol order by t) as "before" from funding
      where venue = ${venue})
    where t - "before" > hours * ${hour} order by symbol, t`) as unknown as MissingRow[]

function gather(all: Map<string, TimeRange[]>, stream: string, rows: readonly MissingRow[]): void {
  for (const { symbol, start, end } of rows) {
    add(all, keyOf(stream, symbol), { from: start as EpochMs, to: end as EpochMs })
  }
}

function add<T>(all: Map<string, T[]>, key: string, one: T): void {
  const some = all.get(key)
  if (some) some.push(one)
  else all.set(key, [one])
}
