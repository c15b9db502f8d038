import { setTimeout as sleep } from 'node:timers/promises'
import { type EpochMs, minute, second } from '../../../market/units.ts'
import { random } from '../../../random.ts'
import { withLake } from '../../testing/lake.ts'
import type { RecorderOptions } from '../options.ts'
import { differences } from './compare.ts'
import { fastTime } from './fast-time.ts'
import { intervals, recordVenue } from './run.ts'
import { startVenue, type TestVenue } from './venue.ts'

const start = Date.UTC(2026, 2, 14, 9, 58, 31) as EpochMs
const at = (ms: number) => (start + ms) as EpochMs
const pace = { BTC: 250, ETH: second, QUIET: 40 * second }
/** Market seconds that pass in one real second. */
const speed = 40

export type Disturb = (venue: TestVenue, isOver: () => boolean) => Promise<void>

/**
 * Records `length` ms of a made-up market while `disturb` injects faults. Unless `isOnce`, a second run of some seconds
 * follows: it finds what was lost just before the first one ended.
 *
 * @returns differences between the lake and the trades made
 */
export async function recorded(
  { length, seed = 7, isOnce = false }: { readonly length: number; readonly seed?: number; readonly isOnce?: boolean },
  disturb: Disturb,
  changes: Partial<RecorderOptions> = {},
) {
  const time = fastTime(start, speed)
  const rest = isOnce ? 0 : minute
  const venue = await startVenue({ pace, from: at(-30 * minute), to: at(length + rest), seed, clock: time.clock })
  const isOver = () => time.clock() >= at(length)
  try {
    return await withLake(async lake => {
      const run = async (until: () => Promise<unknown>) => {
        const recording = recordVenue(lake, venue, time, changes)
        const recorder = await recording.started
        await Promise.race([until(), recorder.broken])
        // Waits for the last bar to end and for the remaining backfills.
        for (let i = 0; i < 60 && (recorder.counters().backfills > 2 || i < 12); i++) await sleep(100)
        const counters = recorder.counters()
        await recording.close()
        return counters
      }
      const counters = await run(() => disturb(venue, isOver))
      if (!isOnce) await run(() => venue.over)
      const { found, excused, compared, gaps } = await differences(lake, venue, intervals.slice(0, 3), {
        from: at(-15 * minute),
        to: at(length - 15 * second),
        isSound: isOnce,
      })
      return { found, excused, compared, gaps, counters }
    })
  } finally {
    await venue.close()
  }
}

/** No fault: waits until the market ends. */
export const leave: Disturb = async (_, isOver) => {
  while (!isOver()) await sleep(50)
}

/**
 * Every fault between a venue and a recorder: lost sockets; messages that are doubled, late, garbled or lost; refused
 * requests.
 */
export const everyFault =
  (seed: number): Disturb =>
  async (venue, isOver) => {
    const next = random(seed)
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
    faults.deliver = frame => [frame]
  }
