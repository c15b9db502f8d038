import { expect, test } from 'vitest'
import { epochMs, hour, second, showInterval } from '../market/units.ts'
import { random } from '../random.ts'
import type { Timers } from '../timers.ts'
import { feeds } from './feeds.ts'

const now = epochMs(1_790_000_000_000)

/** Timers that fire at once and then advance the clock by the delay. */
function hastyTime() {
  let late = 0
  const timers: Timers = {
    after(delay, work) {
      const timer = setImmediate(() => {
        late += delay
        work()
      })
      return () => clearImmediate(timer)
    },
  }
  return { clock: () => epochMs(now + Math.ceil(late)), timers }
}
const sources = [...feeds]

test.each(sources)('%s is filed under its own name, and its facts make sense', (name, source) => {
  expect(source.venue).toBe(name)
  expect(name).toMatch(/^[a-z][a-z0-9-]*$/)
  const { perMinute, unhurriedPerMinute, contexts, book, candles, funding } = source.costs
  expect(unhurriedPerMinute).toBeLessThanOrEqual(perMinute)
  for (const cost of [contexts, book, candles.question(candles.kept), funding.question(funding.page)]) {
    expect(cost).toBeGreaterThan(0)
    expect(cost).toBeLessThanOrEqual(unhurriedPerMinute)
  }
  expect(candles.question(1)).toBeLessThanOrEqual(candles.question(candles.kept))
  expect(funding.earliest).toBeLessThan(now)
  for (const length of Object.values(source.intervals)) {
    expect(length % second).toBe(0)
    expect(showInterval(length)).toMatch(/^\d+[smhd]$/)
  }
})

test.each(sources)('%s out of reach answers nothing: no read is empty, and none throws', async (_, source) => {
  const feed = source.open({
    ...{ url: 'http://127.0.0.1:1', isTestnet: false, random: random(1), ...hastyTime() },
  })
  const [from, to] = [epochMs(now - hour), now]
  const [interval] = Object.values(source.intervals)
  try {
    const reads = [
      ...[feed.instruments(['BTC']), feed.listings(), feed.contexts(), feed.book('BTC'), feed.recentTrades('BTC')],
      ...[feed.candles('BTC', interval, from, to), feed.funding('BTC', from, to)],
    ]
    for (const read of reads) {
      expect(await read).toMatchObject({ ok: false, error: { kind: 'unanswered', why: expect.stringMatching(/\S/) } })
    }
    const fills = await feed.fills(`0x${'1'.repeat(40)}`, from, to)
    expect(fills).toMatchObject({ ok: false, error: { kind: source.accounts ? 'unanswered' : 'refused' } })
  } finally {
    await feed.close()
  }
})
