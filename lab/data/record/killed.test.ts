import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type EpochMs, hour, minute, second } from '../../market/units.ts'
import { integer, random } from '../../random.ts'
import { linesOf, start as startProgram } from '../../testing/program.ts'
import { withLake } from '../testing/lake.ts'
import { differences } from './testing/compare.ts'
import { fastTime } from './testing/fast-time.ts'
import { intervals } from './testing/run.ts'
import { startVenue } from './testing/venue.ts'

const start = Date.UTC(2026, 2, 14, 9, 58, 31) as EpochMs
const at = (ms: number) => (start + ms) as EpochMs
const speed = 40
/** Lasts as long as the test may take, so that a slow machine kills as many recorders as a fast one. */
const length = 6 * hour
/** Shortest time compared, and how much of it lies before the first recorder, which backfills twenty minutes. */
const [compares, past] = [28 * minute, 15 * minute]
const kills = 5

test('a recorder killed again and again continues where the lake ends, and lost data is a recorded gap', {
  timeout: 600_000,
}, async () => {
  const time = fastTime(start, speed)
  const pace = { BTC: 250, ETH: second, QUIET: 40 * second }
  const venue = await startVenue({ pace, from: at(-30 * minute), to: at(length), seed: 7, clock: time.clock })
  const next = random(5)
  try {
    await withLake(async lake => {
      let from = 0
      for (let kill = 0; kill < kills; kill++) {
        const child = await recorderProcess(lake.root, venue.server.url, time.began, integer(next, 200, 1_400))
        const exited = once(child, 'exit')
        await Promise.race([once(linesOf(child), 'line'), exited])
        if (kill === 0) from = time.clock() - past
        expect(await exited).toEqual([null, 'SIGKILL'])
      }
      const child = await recorderProcess(lake.root, venue.server.url, time.began)
      const exited = once(child, 'exit')
      await Promise.race([once(linesOf(child), 'line'), exited])
      const to = Math.max(from + compares, time.clock() + 2 * minute)
      // Waits for the last minute to end and for the remaining backfills.
      await Promise.race([sleep((to - time.clock()) / speed + 2_500), exited])
      child.kill('SIGINT')
      expect(await exited).toEqual([0, null])
      const span = { from, to: Math.min(to, at(length)) - 10 * second }
      const { found, compared } = await differences(lake, venue, intervals.slice(0, 3), span)
      expect(found).toEqual([])
      expect(compared).toBeGreaterThan(4_000)
    })
  } finally {
    await venue.close()
  }
})

const program = `
    const [, , root, url, infoUrl, start, speed, began, records] = process.argv
    import { openLake } from './lab/data/lake/lake.ts'
    import { fastTime } from './lab/data/record/testing/fast-time.ts'
    import { recordVenue } from './lab/data/record/testing/run.ts'
    const rows = ({ written, waiting }) => waiting + Object.values(written).reduce((sum, rows) => sum + rows, 0)
    const lake = await openLake(root)
    const server = { url, infoUrl }
    const venue = { server, tapes: new Map([['BTC', []], ['ETH', []], ['QUIET', []]]) }
    const recorder = recordVenue(lake, venue, fastTime(Number(start), Number(speed), Number(began)))
    const { broken, counters } = await recorder.started
    process.stdout.write('recording\\n')
    const before = rows(counters())
    setInterval(() => {
      if (rows(counters()) - before >= Number(records)) process.kill(process.pid, 'SIGKILL')
    }, 1).unref()
    await Promise.race([broken, new Promise(resolve => process.once('SIGINT', resolve))])
    await recorder.close()
    lake.close()`

/** @param records rows after which the recorder kills itself */
function recorderProcess(lake: string, url: string, began: number, records = Number.POSITIVE_INFINITY) {
  const infoUrl = url.replace('ws:', 'http:').replace('/ws', '/info')
  return startProgram(program, [lake, url, infoUrl, String(start), String(speed), String(began), String(records)])
}
