import { describe, expect, test } from 'vitest'
import type { FeedGap } from '../../market/feed-stream.ts'
import type { FeedError } from '../../market/market-feed.ts'
import type { FillRow, FundingRow } from '../../market/records.ts'
import { type EpochMs, hour, minute, second } from '../../market/units.ts'
import { fail, ok } from '../../result.ts'
import { virtualTime } from '../../testing/virtual-time.ts'
import { facts } from '../../venues/hyperliquid/market-feed/facts.ts'
import type { GapRow } from '../lake/tables.ts'
import type { RecorderFeed, RecorderOptions } from './options.ts'
import { recordFills } from './record-fills.ts'
import { recordFunding } from './record-funding.ts'
import type { RecordedGap } from './recorded-gap.ts'
import { recordSamples } from './samples.ts'
import { collect } from './testing/collect.ts'
import { emptyFeed } from './testing/empty-feed.ts'

const start = Date.UTC(2026, 2, 14, 10) as EpochMs
const at = (ms: number) => (start + ms) as EpochMs
const nothing = { lastFill: (): EpochMs | undefined => undefined, gaps: [] as readonly GapRow[] }
const onBroken = (error: unknown) => {
  throw error
}
const busy: FeedError = { kind: 'unanswered', why: 'busy' }

function streaming() {
  const handlers = new Map<string, (news: never) => unknown>()
  const hear = (kind: string) => (of: string, handler: (news: never) => unknown) => {
    handlers.set(`${kind} ${of}`, handler)
    return () => {}
  }
  const stream = { books: hear('books'), contexts: hear('contexts'), fills: hear('fills') }
  return { stream, send: (key: string, news: object) => handlers.get(key)?.(news as never) }
}

describe('samples', () => {
  const book = { symbol: 'BTC', bidPrices: [1], bidSizes: [1], askPrices: [2], askSizes: [1] }
  const sampled = (times: readonly number[], last?: number) => {
    const { stream, send } = streaming()
    const [buffer, gaps] = [collect(), [] as RecordedGap[]]
    const recorded = { last: () => (last === undefined ? undefined : at(last)) }
    recordSamples(
      { feed: emptyFeed(facts), symbols: ['BTC'], books: minute, contexts: undefined },
      stream,
      recorded,
      buffer,
      gap => gaps.push(gap),
    )
    for (const t of times) send('books BTC', { data: { ...book, t: at(t) }, receivedAt: at(t) })
    return {
      kept: buffer.of('books').map(row => row.t - start),
      gaps: gaps.map(({ stream, from, to }) => [stream, from - start, to - start]),
    }
  }

  test('are the first of each period', () => {
    const times = Array.from({ length: 300 }, (_, i) => i * second)
    expect(sampled(times)).toEqual({ kept: [0, 1, 2, 3, 4].map(i => i * minute), gaps: [] })
  })

  test('that fail to arrive for longer are a gap, also between two runs', () => {
    expect(sampled([0, 119_000, 120_000]).gaps).toEqual([])
    expect(sampled([0, 10 * minute]).gaps).toEqual([['books', 0, 10 * minute]])
    expect(sampled([minute], -3 * minute).gaps).toEqual([['books', -3 * minute, minute]])
  })

  test('survive a clock that is set back', () => {
    expect(sampled([10 * minute, 2 * minute, 3 * minute])).toEqual({ kept: [10, 2, 3].map(i => i * minute), gaps: [] })
  })
})

describe('funding', () => {
  const row = (t: number): FundingRow => ({
    ...{ venue: 'hyperliquid', symbol: 'BTC', t: at(t), rate: 0.1, hours: 1, premium: null },
  })
  const funded = (read: RecorderFeed['funding'], last?: number) => {
    const time = virtualTime(start + minute)
    const [buffer, unanswered] = [collect(), [] as string[]]
    const cancel = recordFunding(
      {
        ...{ symbols: ['BTC'], clock: time.clock, timers: time.timers, backfill: 3 },
        feed: emptyFeed(facts, { funding: read }),
        onEvent: event => unanswered.push(event.type),
      },
      { last: () => (last === undefined ? undefined : at(last)) },
      buffer,
      onBroken,
    )
    return { time, buffer, unanswered, cancel, paid: () => buffer.of('funding').map(({ t }) => (t - start) / hour) }
  }
  const payments: RecorderFeed['funding'] = async (_, from, to) => {
    const all = Array.from({ length: 50 }, (_, i) => row((i - 20) * hour))
    return ok(all.filter(({ t }) => t + 40 >= from && t + 40 <= to))
  }

  test('is fetched from the last recorded payment on, and then after each full hour', async () => {
    const { time, paid } = funded(payments, -2 * hour)
    await time.advance(second)
    expect(paid()).toEqual([-1, 0])
    await time.advance(2 * hour + 2 * minute)
    expect(paid()).toEqual([-1, 0, 1, 2])
  })

  test('that could not be read is requested again the next hour, from the end of the record', async () => {
    let isBusy = true
    const { time, paid, unanswered } = funded(async (...asked) => {
      if (isBusy) return fail(busy)
      return payments(...asked)
    }, -2 * hour)
    await time.advance(second)
    expect([paid(), unanswered]).toEqual([[], ['unanswered']])
    isBusy = false
    await time.advance(hour + 3 * minute)
    expect(paid()).toEqual([-1, 0, 1])
  })

  test('leaves no timer when stopped during a round', async () => {
    let release: () => void = () => {}
    let asked = 0
    const { time, cancel, buffer } = funded(async () => {
      asked++
      await new Promise<void>(resolve => {
        release = resolve
      })
      return ok([row(0)])
    })
    await time.advance(second)
    cancel()
    release()
    await time.advance(5 * hour)
    expect([asked, buffer.of('funding').length]).toEqual([1, 0])
  })
})

describe('fills', () => {
  const account = `0x${'Ab'.repeat(20)}`
  const fill = (t: number): FillRow => ({
    ...{ venue: 'hyperliquid', symbol: 'BTC', t: at(t), account: account.toLowerCase(), tradeId: t, orderId: 1 },
    ...{ clientId: null, side: 'buy', price: 1, size: 1, fee: 0, feeToken: 'USDC', closedPnl: 0, startPosition: 0 },
    isMaker: true,
  })
  const gap = (from: number): FeedGap => ({
    channel: { kind: 'fills', account },
    from: { receivedAt: at(from), venueTime: at(from) },
    to: { receivedAt: at(from + second), venueTime: null },
    ...{ reason: 'disconnected', bridged: false },
  })
  const kept = (read: (from: number) => Promise<FillRow[] | undefined>, recorded: Partial<typeof nothing> = {}) => {
    const time = virtualTime(start)
    const { stream, send } = streaming()
    const [buffer, asked, unanswered] = [collect(), [] as number[], [] as string[]]
    const feed = emptyFeed(facts, {
      fills: async (_, from) => {
        asked.push(from)
        const rows = await read(from)
        return rows ? ok({ rows, missing: [] }) : fail(busy)
      },
    })
    const onEvent: RecorderOptions['onEvent'] = event => void unanswered.push(event.type)
    const fills = recordFills(
      { feed, clock: time.clock, timers: time.timers, onEvent },
      account,
      stream,
      { ...nothing, ...recorded },
      buffer,
      onBroken,
    )
    const open = () => {
      const last = new Map(buffer.of('gaps').map(row => [row.t, row]))
      return [...last.values()].filter(row => row.to > row.t).map(row => row.t)
    }
    return { time, send, buffer, asked, unanswered, fills, open }
  }

  test('since the last recorded one are fetched, and a little before', async () => {
    const { time, asked, buffer, open } = kept(async () => [fill(1)], { lastFill: () => at(-hour) })
    expect(open()).toEqual([at(-hour - 5 * minute)])
    await time.advance(second)
    expect(asked).toEqual([at(-hour - 5 * minute)])
    expect(buffer.of('fills')).toHaveLength(1)
    expect(open()).toEqual([])
  })

  test('of an interruption are a recorded gap until they are fetched, however often that fails', async () => {
    let isBusy = false
    const { time, asked, open, fills, unanswered } = kept(async () => {
      return isBusy ? undefined : []
    })
    await time.advance(second)
    isBusy = true
    fills.resumed(gap(hour))
    await time.advance(70 * second)
    expect(open()).toEqual([at(hour - 5 * minute)])
    expect(unanswered).toHaveLength(3)
    isBusy = false
    await time.advance(minute)
    expect(open()).toEqual([])
    expect(asked.slice(1).every(from => from === at(hour - 5 * minute))).toBe(true)
  })

  test('that an earlier run could not fetch are fetched by the next, even when later ones are recorded', async () => {
    const gap: GapRow = {
      ...{ venue: 'hyperliquid', symbol: account.toLowerCase(), stream: 'fills', t: at(-9 * hour), to: at(-8 * hour) },
      reason: 'not heard; to be fetched',
    }
    const { time, asked, open } = kept(async () => [], { lastFill: () => at(-hour), gaps: [gap] })
    await time.advance(second)
    expect(asked).toContain(at(-9 * hour))
    expect(open()).toEqual([])
  })

  test('are not requested after a stop, however many requests had failed', async () => {
    const { time, asked, fills } = kept(async () => undefined)
    fills.resumed(gap(hour))
    await time.advance(second)
    fills.stop()
    await time.advance(hour)
    expect(asked).toHaveLength(2)
  })
})
