import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type EpochMs, minute, second } from '../../market/units.ts'
import { random } from '../../random.ts'
import { linesOf, start as startProgram } from '../../testing/program.ts'
import { withLake } from '../testing/lake.ts'
import { differences } from './testing/compare.ts'
import { fastTime } from './testing/fast-time.ts'
import { intervals } from './testing/run.ts'
import { startVenue } from './testing/venue.ts'

const start = Date.UTC(2026, 2, 14, 9, 58, 31) as EpochMs
const at = (ms: number) => (start + ms) as EpochMs
const speed = 40

test('a recorder killed again and again continues where the lake ends, and lost data is a recorded gap', {
  timeout: 600_000,
}, async () => {
  const time = fastTime(start, speed)
  const length = 14 * minute
  const pace = { BTC: 250, ETH: second, QUIET: 40 * second }
  const venue = await startVenue({ pace, from: at(-30 * minute), to: at(length), seed: 7, clock: time.clock })
  const next = random(5)
  let kills = 0
  try {
    await withLake(async lake => {
      let isOver = false
      void venue.over.then(() => {
        isOver = true
      })
      while (!isOver) {
        const child = await recorderProcess(lake.root, venue.server.url, time.began)
        const exited = once(child, 'exit')
        await Promise.race([once(linesOf(child), 'line'), exited])
        await Promise.race([sleep(500 + 2_500 * next()), venue.over, exited])
        if (isOver) {
          // Waits for the last minute to end and for the remaining backfills.
          await sleep(2_500)
          child.kill('SIGINT')
          expect(await exited).toEqual([0, null])
        } else {
          child.kill('SIGKILL')
          expect(await exited).toEqual([null, 'SIGKILL'])
          kills++
        }
      }
      const span = { from: at(-15 * minute), to: at(length - 10 * second) }
      const { found, compared } = await differences(lake, venue, intervals.slice(0, 3), span)
      expect(found).toEqual([])
      expect(compared).toBeGreaterThan(4_000)
      expect(kills).toBeGreaterThan(0)
    })
  } finally {
    await venue.close()
  }
})

const program = `
    const [, , root, url, infoUrl, start, speed, began] = process.argv
    import { openLake } from './lab/data/lake/lake.ts'
    import { fastTime } from './lab/data/record/testing/fast-time.ts'
    import { recordVenue } from './lab/data/record/testing/run.ts'
    const lake = await openLake(root)
    const server = { url, infoUrl }
    const venue = { server, tapes: new Map([['BTC', []], ['ETH', []], ['QUIET', []]]) }
    const recorder = recordVenue(lake, venue, fastTime(Number(start), Number(speed), Number(began)))
    const { broken } = await recorder.started
    process.stdout.write('recording\\n')
    await Promise.race([broken, new Promise(resolve => process.once('SIGINT', resolve))])
    await recorder.close()
    lake.close()`

function recorderProcess(lake: string, url: string, began: number) {
  const infoUrl = url.replace('ws:', 'http:').replace('/ws', '/info')
  return startProgram(program, [lake, url, infoUrl, String(start), String(speed), String(began)])
}
