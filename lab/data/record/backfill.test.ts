import { expect, test } from 'vitest'
import type { MovingCandle } from '../../market/feed-stream.ts'
import type { CandleRow, TradeRow } from '../../market/records.ts'
import { type EpochMs, minute, second } from '../../market/units.ts'
import { fail, ok } from '../../result.ts'
import { virtualTime } from '../../testing/virtual-time.ts'
import { facts } from '../../venues/hyperliquid/market-feed/facts.ts'
import { append } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import { readRows } from '../lake/rows.ts'
import type { GapRow } from '../lake/tables.ts'
import { withLake } from '../testing/lake.ts'
import { createBackfill } from './backfill.ts'
import { createBuffer } from './buffer.ts'
import { defaults, type RecorderFeed } from './options.ts'
import { readRecorded } from './resume.ts'
import { emptyFeed } from './testing/empty-feed.ts'

const start = Date.UTC(2026, 2, 14, 10)
const at = (minutes: number) => (start + minutes * minute) as EpochMs
const of = { venue: 'hyperliquid', symbol: 'BTC' }
const trade = (minutes: number): TradeRow => ({
  ...{ ...of, t: at(minutes), id: Math.round(minutes * 1_000), side: 'buy', price: 100, size: 1 },
})
const candle = (minutes: number, trades: number, interval = minute): CandleRow => ({
  ...{ ...of, interval, t: at(minutes), open: 100, high: 100, low: 100, close: 100, volume: trades },
  ...{ funding: null, vwap: null, trades },
})
const theirs = (minutes: number, trades: number): MovingCandle => ({
  ...{ symbol: 'BTC', interval: minute, t: at(minutes) },
  ...{ open: 100, high: 100, low: 100, close: 100, volume: trades, trades },
})

/** @param counts trades of each minute, as the venue counts them */
async function backfilling(lake: Lake, counts: (minutes: number) => number, reads: Partial<RecorderFeed> = {}) {
  const time = virtualTime(at(20))
  const buffer = createBuffer(lake, 1_000)
  const asked: string[] = []
  const backfill = createBackfill(
    {
      ...defaults,
      ...{ lake, symbols: ['BTC'], intervals: [second, minute], trades: true, audit: true, funding: false },
      ...{ books: undefined, contexts: undefined, clock: time.clock, timers: time.timers, random: () => 0.5 },
      feed: emptyFeed(facts, {
        candles: async (_, interval, from, to) => {
          asked.push(`${(from - start) / minute} to ${(to - start) / minute}`)
          const rows: CandleRow[] = []
          for (let t = Math.ceil((from - start) / minute); at(t) < to; t++) rows.push(candle(t, counts(t), interval))
          return ok({ rows, missing: [] })
        },
        ...reads,
      }),
    },
    await readRecorded(lake, of.venue),
    buffer,
    time.clock,
    error => {
      throw error
    },
  )
  const open = async () => {
    await buffer.flush()
    const rows = (await readRows(lake, 'gaps')).filter(row => row.to > row.t)
    return rows.map(({ stream, t, to }) => `${stream} ${(t - start) / minute} to ${(to - start) / minute}`).sort()
  }
  /** Lets reads of the lake finish, which the virtual time does not control. */
  const pass = async (ms: number) => {
    for (let i = 0; i < 10; i++) {
      await time.advance(ms / 10)
      await new Promise(resolve => setTimeout(resolve, 15))
    }
  }
  return { backfill, buffer, asked, open, pass }
}

test('a gap that an earlier run left is fetched, and closed', () =>
  withLake(async lake => {
    const gap: GapRow = { ...of, stream: 'candles 1m', t: at(2), to: at(5), reason: 'a kill; to be fetched' }
    await append(lake, 'gaps', [gap, { ...gap, t: at(7), to: at(8), reason: 'the venue has none' }])
    const { asked, open, pass } = await backfilling(lake, () => 1)
    await pass(second)
    expect(asked).toEqual(['2 to 5'])
    expect(await open()).toEqual(['candles 1m 7 to 8'])
    expect((await readRows(lake, 'candles')).map(row => row.t)).toEqual([at(2), at(3), at(4)])
  }))

test('a minute on which both agree in the lake is not a gap', () =>
  withLake(async lake => {
    const { backfill, buffer, open, pass } = await backfilling(lake, () => 2)
    backfill.audit.since('BTC', at(3))
    for (const row of [trade(3.1), trade(3.2)]) buffer.add('trades', row)
    backfill.audit.venueCandle(theirs(3, 2))
    backfill.audit.venueCandle(theirs(4, 2))
    await pass(10 * second)
    expect(backfill.counters().doubts).toBe(1)
    expect(await open()).toEqual([])
  }))

test('a minute with lost trades is a gap in all streams made of it, and its candle is the venue’s', () =>
  withLake(async lake => {
    const { backfill, buffer, open, pass } = await backfilling(lake, () => 2)
    backfill.audit.since('BTC', at(3))
    buffer.add('trades', trade(3.1))
    buffer.add('candles', candle(3, 1))
    backfill.audit.venueCandle(theirs(3, 2))
    backfill.audit.venueCandle(theirs(4, 2))
    await pass(10 * second)
    expect(await open()).toEqual(['candles 1s 3 to 4', 'trades 3 to 4'])
    expect((await readRows(lake, 'candles')).map(row => row.trades)).toEqual([2])
  }))

test.each(['stop', 'silence'])('a doubt that emptyFeed looked into is a gap: ended by a %s', how =>
  withLake(async lake => {
    const { backfill, open, pass } = await backfilling(lake, () => 2, {
      candles: async () => fail({ kind: 'unanswered', why: 'busy' }),
    })
    backfill.audit.since('BTC', at(3))
    backfill.audit.venueCandle(theirs(3, 2))
    backfill.audit.venueCandle(theirs(4, 2))
    if (how === 'stop') await backfill.stop()
    else await pass(minute)
    expect(await open()).toEqual(['candles 1m 3 to 4', 'candles 1s 3 to 4', 'trades 3 to 4'])
  }),
)

test('the last minutes of an earlier run are checked again: trades lost just before its end are a gap', () =>
  withLake(async lake => {
    await append(lake, 'trades', [0.5, 1.5, 2.5, 3.1, 3.5].map(trade))
    const { backfill, asked, open, pass } = await backfilling(lake, t => (t === 2 ? 2 : t === 3 ? 2 : 1))
    backfill.complete('BTC', at(3.4))
    await pass(10 * second)
    expect(asked).toEqual(['1 to 4'])
    expect(await open()).toEqual(['candles 1s 2 to 3', 'trades 2 to 3'])
  }))

test('the newest trades are requested again without an answer, and fill a gap that they cover', () =>
  withLake(async lake => {
    let tries = 0
    const { backfill, open, pass } = await backfilling(lake, () => 1, {
      recentTrades: async () => {
        if (++tries < 3) return fail({ kind: 'unanswered', why: 'busy' })
        return ok([trade(5), trade(6.5), trade(9)])
      },
    })
    backfill.gap({ symbol: 'BTC', stream: 'trades', from: at(6), to: at(8), reason: 'a test' })
    expect(await open()).toEqual(['trades 6 to 8'])
    await pass(5 * second)
    expect(await open()).toEqual([])
    expect((await readRows(lake, 'trades')).map(row => row.t)).toEqual([at(6.5)])
  }))
