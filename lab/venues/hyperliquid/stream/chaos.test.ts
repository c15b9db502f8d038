import { describe, expect, test } from 'vitest'
import { second } from '../../../market/units.ts'
import { integer, random } from '../../../random.ts'
import { start, tradesFrame } from '../testing/frames.ts'
import { rig } from '../testing/rig.ts'

const seeds = Array.from({ length: 12 }, (_, i) => i + 1)

describe('with random faults of the socket', () => {
  test.each(seeds)('each trade is handed over once, or lies in a reported gap (seed %i)', async seed => {
    const { sent, got, gaps, counters } = await live(seed)
    expect(new Set(got).size).toBe(got.length)
    expect(got.every(id => sent.includes(id))).toBe(true)
    const missing = sent.filter(id => !got.includes(id))
    const unexplained = missing.filter(
      id => !gaps.some(({ from, to }) => start + id >= (from.venueTime ?? 0) && start + id <= (to.venueTime ?? 0)),
    )
    expect(unexplained).toEqual([])
    expect(counters.gaps).toBe(gaps.length)
    expect(counters.isInterrupted).toBe(false)
  })

  test('most runs lose trades and report gaps', async () => {
    const lives = await Promise.all(seeds.slice(0, 6).map(live))
    expect(lives.filter(({ sent, got }) => sent.length > got.length).length).toBeGreaterThan(3)
    expect(lives.filter(({ gaps }) => gaps.length > 1).length).toBeGreaterThan(3)
  })
})

/** Sends trades and injects faults at random. */
async function live(seed: number) {
  const chance = random(seed)
  const r = await rig()
  const { server, time, stream } = r
  const got: number[] = []
  const sent: number[] = []
  stream.subscribe(
    { type: 'trades', coin: 'BTC' },
    message => {
      for (const trade of message.data) got.push(trade.id)
    },
    { silence: 5 * second },
  )
  await time.advance(0)
  await r.until(() => r.of('subscribed').length === 1)

  let next = 1
  const send = () => {
    sent.push(next)
    server.snapshot('trades BTC', tradesFrame('BTC', ...sent.slice(-2)))
    server.send('trades BTC', tradesFrame('BTC', next++))
  }
  const sendSome = () => {
    for (let i = integer(chance, 1, 4); i > 0; i--) send()
  }
  const spoiled = (spoil: (text: string) => readonly (string | Buffer)[]) => {
    server.faults.deliver = frame => spoil(String(frame))
    sendSome()
    server.faults.deliver = frame => [frame]
  }
  const happenings = [
    sendSome,
    sendSome,
    () => time.advance(integer(chance, 0, 4_000)),
    () => time.advance(integer(chance, 4_000, 20_000)),
    () => spoiled(text => [text, text]),
    () => spoiled(text => [text.slice(0, integer(chance, 0, text.length - 1))]),
    () => spoiled(() => ['noise']),
    () => spoiled(() => [Buffer.from([1])]),
    () => spoiled(text => [text.replace('"px"', '"price"')]),
    () => server.cut(),
    async () => {
      server.cut()
      sendSome()
      await time.advance(integer(chance, 0, 500))
    },
    async () => {
      server.faults.isMute = true
      sendSome()
      await time.advance(30 * second)
      server.faults.isMute = false
    },
    async () => {
      server.faults.quiet.add('trades BTC')
      sendSome()
      await time.advance(integer(chance, 6_000, 20_000))
      server.faults.quiet.clear()
    },
    async () => {
      server.faults.refusesConnections = true
      server.cut()
      sendSome()
      await time.advance(integer(chance, 1_000, 20_000))
      server.faults.refusesConnections = false
    },
  ]
  for (let step = 0; step < 60; step++) {
    await happenings[integer(chance, 0, happenings.length - 1)]()
    // Messages still under way at the end would be missing without a gap in this test only.
    await time.advance(0)
  }
  for (let tries = 0; tries < 200 && (got.at(-1) !== sent.at(-1) || !server.open()); tries++) {
    await time.advance(5 * second)
    send()
    await time.advance(0)
  }
  const [counters] = stream.counters().subscriptions
  await r.close()
  return { sent, got, gaps: r.of('gap'), counters }
}
