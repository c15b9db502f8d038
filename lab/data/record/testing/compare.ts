import type { CandleRow } from '../../../market/records.ts'
import { ceilTo, type DurationMs, minute, second, showInterval, showTime } from '../../../market/units.ts'
import type { Lake } from '../../lake/lake.ts'
import { readRows } from '../../lake/rows.ts'
import type { GapRow } from '../../lake/tables.ts'
import { candlesOf, type FrameCandle } from './market.ts'
import type { TestVenue } from './venue.ts'

export interface Span {
  readonly from: number
  readonly to: number
  /** Nothing was lost in the first, partly received minute: a loss there cannot be counted. */
  readonly isSound?: boolean
}

/**
 * Differences between the lake and the trades made in a time span, one line each, except those inside a recorded gap.
 *
 * @returns also the number of rows compared, and of rows excused by a gap
 */
export async function differences(lake: Lake, venue: TestVenue, intervals: readonly DurationMs[], span: Span) {
  const found: string[] = []
  let [compared, excused] = [0, 0]
  const gaps = (await readRows(lake, 'gaps')).filter(gap => gap.to > gap.t)
  for (const [symbol, tape] of venue.tapes) {
    const addDifference = (stream: string, t: number, length: number, what: string) => {
      if (isCovered(gaps, symbol, stream, t, t + length)) excused++
      else found.push(`${stream} of ${symbol} at ${showTime(t)}:${new Date(t).getUTCSeconds()}: ${what}`)
    }
    const trades = new Map((await readRows(lake, 'trades', { symbol })).map(row => [row.id, row]))
    const received = Math.min(...[...trades.values()].map(row => row.t)) + 1
    const first = ceilTo(received, span.isSound ? second : minute)
    const real = new Map(tape.map(trade => [trade.tid, trade]))
    for (const trade of tape) {
      if (trade.time < first || trade.time < span.from || trade.time >= span.to) continue
      compared++
      const row = trades.get(trade.tid)
      if (!row) addDifference('trades', trade.time, 1, 'missing')
      else if (row.price !== Number(trade.px) || row.size !== Number(trade.sz) || row.t !== trade.time) {
        found.push(`trade ${trade.tid} of ${symbol} is another`)
      }
    }
    for (const id of trades.keys()) if (!real.has(id)) found.push(`trade ${id} of ${symbol} was never made`)
    for (const interval of intervals) {
      const stream = `candles ${showInterval(interval)}`
      const rows = new Map((await readRows(lake, 'candles', { symbol, interval })).map(row => [row.t as number, row]))
      const start = interval < minute ? first : span.from
      for (const candle of candlesOf(tape, interval, span.to)) {
        if (candle.t < start || candle.T >= span.to || (interval < minute && candle.n === 0)) continue
        compared++
        const row = rows.get(candle.t)
        if (!row) addDifference(stream, candle.t, interval, 'missing')
        else if (!isSame(row, candle))
          addDifference(stream, candle.t, interval, `${show(row)}, traded ${JSON.stringify(candle)}`)
      }
    }
  }
  return { found, compared, excused, gaps }
}

const isCovered = (gaps: readonly GapRow[], symbol: string, stream: string, from: number, to: number): boolean =>
  gaps.some(gap => gap.symbol === symbol && gap.stream === stream && gap.t < to && gap.to > from)

const isSame = (row: CandleRow, { o, h, l, c, v, n }: FrameCandle): boolean =>
  row.open === Number(o) &&
  row.high === Number(h) &&
  row.low === Number(l) &&
  row.close === Number(c) &&
  row.trades === n &&
  Math.abs(row.volume - Number(v)) <= 1e-9 * row.volume

const show = ({ open, high, low, close, volume, trades }: CandleRow): string =>
  `found ${open} ${high} ${low} ${close}, ${volume} in ${trades}`
