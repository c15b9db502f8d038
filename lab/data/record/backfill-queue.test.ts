import { expect, test } from 'vitest'
import type { FeedAnswer, FeedError } from '../../market/market-feed.ts'
import type { Ranged } from '../../market/ranged.ts'
import type { CandleRow } from '../../market/records.ts'
import { type EpochMs, minute } from '../../market/units.ts'
import { fail, ok } from '../../result.ts'
import { virtualTime } from '../../testing/virtual-time.ts'
import { type BackfillJob, createBackfillQueue } from './backfill-queue.ts'

const start = Date.UTC(2026, 2, 14, 10)
const at = (seconds: number) => (start + 1_000 * seconds) as EpochMs
const of = (from: number, to: number, changes: Partial<BackfillJob> = {}): BackfillJob => ({
  ...{ symbol: 'BTC', interval: minute, from: at(from), to: at(to), ...changes },
})
const all = ({ from, to }: BackfillJob) => ok<Ranged<CandleRow>>({ rows: [], missing: [{ from, to, reason: 'none' }] })

function queueReading(read: (job: BackfillJob, tries: number) => FeedAnswer<Ranged<CandleRow>>) {
  const time = virtualTime(start)
  const [asked, done, failed, broken]: [string[], BackfillJob[], number[], unknown[]] = [[], [], [], []]
  const queue = createBackfillQueue({
    ...{ clock: time.clock, timers: time.timers, random: () => 0.5 },
    read: job => {
      asked.push(`${job.symbol} ${(job.from - start) / 1_000} at ${(time.clock() - start) / 1_000}`)
      return read(job, failed.length)
    },
    onFetched: job => void done.push(job),
    onFailed: (_, __, tries) => void failed.push(tries),
    onBroken: error => void broken.push(error),
  })
  return { time, queue, asked, done, failed, broken }
}

test('a range that has not ended waits until the venue has closed it', async () => {
  const { time, queue, asked } = queueReading(async job => all(job))
  queue.add(of(-120, 0))
  queue.add(of(0, 60))
  await time.advance(7_000)
  expect(asked).toEqual([])
  await time.advance(2_000)
  expect(asked).toEqual(['BTC -120 at 8'])
  await time.advance(60_000)
  expect(asked).toEqual(['BTC -120 at 8', 'BTC 0 at 68'])
  expect(queue.waiting()).toBe(0)
})

test('a failed read is tried again, each time later, until it is answered', async () => {
  const { time, queue, asked, done, failed } = queueReading(async (job, failures) => {
    if (failures < 4) return fail<FeedError>({ kind: 'unanswered', why: 'busy' })
    return all(job)
  })
  queue.add(of(-600, -540))
  await time.advance(20_000)
  expect(asked.map(text => Number(text.split(' at ')[1]))).toEqual([0, 1, 3, 7, 15])
  expect(failed).toEqual([1, 2, 3, 4])
  expect(done).toHaveLength(1)
})

test('an answer that leaves out an ended bar as still open counts as no answer', async () => {
  const { time, queue, done, failed } = queueReading(async (job, failures) =>
    failures < 1 ? ok<Ranged<CandleRow>>({ rows: [], missing: [] }) : all(job),
  )
  queue.add(of(-600, -540))
  await time.advance(500)
  expect([done.length, failed.length]).toEqual([0, 1])
  await time.advance(2_000)
  expect([done.length, failed.length]).toEqual([1, 1])
})

test('one request runs at a time, doubts first, and a range inside a waiting one is not requested again', async () => {
  let release: () => void = () => {}
  const { time, queue, asked } = queueReading(async job => {
    await new Promise<void>(resolve => {
      release = resolve
    })
    return all(job)
  })
  queue.add(of(-600, -540))
  await time.advance(10)
  queue.add(of(-900, -700))
  queue.add(of(-840, -720))
  queue.add(of(-300, -240, { isDoubt: true }))
  expect(asked).toHaveLength(1)
  expect(queue.waiting()).toBe(3)
  for (let i = 0; i < 3; i++) {
    release()
    await time.advance(10)
  }
  expect(asked.map(text => text.split(' ')[1])).toEqual(['-600', '-300', '-900'])
})

test('a stop waits for the running request, and starts no other', async () => {
  let release: () => void = () => {}
  const { time, queue, asked, done } = queueReading(async job => {
    await new Promise<void>(resolve => {
      release = resolve
    })
    return all(job)
  })
  queue.add(of(-600, -540))
  queue.add(of(-500, -440))
  await time.advance(10)
  let isStopped = false
  const stopped = queue.stop().then(() => {
    isStopped = true
  })
  await time.advance(10)
  expect(isStopped).toBe(false)
  release()
  await stopped
  await time.advance(60_000)
  expect([asked.length, done.length, queue.waiting()]).toEqual([1, 1, 0])
})
