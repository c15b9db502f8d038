import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { type EpochMs, minute, second } from '../../market/units.ts'
import { random } from '../../random.ts'
import { withLake } from '../testing/lake.ts'
import { differences } from './testing/compare.ts'
import { fastTime } from './testing/fast-time.ts'
import { intervals, recordVenue } from './testing/run.ts'
import { startVenue, type TestVenue } from './testing/venue.ts'

const start = Date.UTC(2026, 2, 14, 9, 58, 31) as EpochMs
const at = (ms: number) => (start + ms) as EpochMs
const pace = { BTC: 250, ETH: second, QUIET: 40 * second }
const speed = 40

/** Records `length` of a made-up market while `disturb` does what it likes. @returns how the lake differs from what was traded */
async function recorded(length: number, disturb: (venue: TestVenue, isOver: () => boolean) => Promise<void>) {
  const time = fastTime(start, speed)
  const venue = await startVenue({ pace, from: at(-30 * minute), to: at(length), seed: 7, clock: time.clock })
  let isOver = false
  try {
    return await withLake(async lake => {
      const events: string[] = []
      const recorder = recordVenue(lake, venue, time, { onEvent: event => void events.push(event.type) })
      await recorder.started
      const disturbed = disturb(venue, () => isOver)
      await venue.over
      isOver = true
      await disturbed
      // For the last bar to end, and for what is still to be fetched.
      for (let i = 0; i < 40 && ((await recorder.started).counters().repairs > 2 || i < 10); i++) await sleep(100)
      const counters = (await recorder.started).counters()
      await recorder.close()
      const span = { from: at(-15 * minute), to: at(length - 10 * second) }
      return { ...(await differences(lake, venue, intervals.slice(0, 3), span)), counters, events }
    })
  } finally {
    await venue.close()
  }
}

describe('a recording', { timeout: 60_000 }, () => {
  test('of an undisturbed stream is the market, to the last trade, with its history before the first frame', async () => {
    const { found, excused, compared, gaps } = await recorded(5 * minute, async () => {})
    expect(found).toEqual([])
    expect(excused).toBe(0)
    expect(gaps).toEqual([])
    expect(compared).toBeGreaterThan(3_000)
  })

  test('of a stream that falls, repeats, loses, swaps, garbles and goes quiet differs from the market nowhere but in holes on record', async () => {
    const next = random(11)
    const { found, excused, compared, counters } = await recorded(8 * minute, async (venue, isOver) => {
      const { faults } = venue.server
      let held: string | Buffer | undefined
      faults.deliver = frame => {
        const chance = next()
        if (!String(frame).includes('"trades"')) return [frame]
        if (chance < 0.003) return [] // lost without a trace
        if (chance < 0.02) return [frame, frame]
        if (chance < 0.03) return ['{"channel":"trades","data":[{"coin":"BTC","px"', frame]
        if (chance < 0.05 && held === undefined) {
          held = frame
          return []
        }
        if (held !== undefined) {
          const late = held
          held = undefined
          return [frame, late]
        }
        return [frame]
      }
      for (let i = 0; !isOver(); i++) {
        await sleep(400 + 700 * next())
        const kind = i % 5
        if (kind === 0) venue.server.cut()
        if (kind === 1) venue.overweight = 3
        if (kind === 2) {
          faults.isMute = true
          await sleep(500)
          faults.isMute = false
        }
        if (kind === 3) venue.server.broadcast('not json', Buffer.from([1, 2, 3]), '{"channel":"trades","data":7}')
        if (kind === 4) {
          venue.server.cut()
          faults.refusesConnections = true
          await sleep(600)
          faults.refusesConnections = false
        }
      }
    })
    expect(found).toEqual([])
    expect(compared).toBeGreaterThan(4_000)
    expect(counters.doubts + counters.holes).toBeGreaterThan(0)
    // Holes are the exception, also here.
    expect(excused).toBeLessThan(compared / 5)
  })
})
