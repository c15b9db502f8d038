import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { drawGenome } from '../../genome/genome.ts'
import { spaceOf } from '../../genome/space.ts'
import { random } from '../../random.ts'
import { type Bench, race } from '../../testing/bench.ts'
import { startRedis } from '../../testing/redis.ts'
import { needs } from '../../testing/shared.ts'
import { smallDataset } from '../../testing/small-run.ts'
import { openSnapshots } from '../snapshots/open.ts'
import { startWorkers } from '../threads/pool.ts'
import { serve } from './serve.ts'
import { startQueue } from './submit.ts'

export const bench: Bench = {
  name: 'scoring a genome through a queue (Redis and a one-thread worker on this machine) and on a thread of this process',
  async run() {
    const server = needs('redis')
    if (!server) return []
    const dataset = smallDataset()
    const folder = mkdtempSync(join(tmpdir(), 'seedbed-queue-bench-'))
    const redis = await startRedis(server)
    const place = { redis: redis.url, queue: 'bench', snapshots: openSnapshots(folder), lostAfter: 5_000 }
    const service = await serve({ ...place, threads: 1, timeout: 20_000 })
    const [queue, thread] = [await startQueue(dataset, place), startWorkers(1, dataset)]
    const chance = random(1)
    const one = () => [drawGenome(spaceOf(dataset.plan), chance)]
    try {
      const best = await race({ queue: () => queue.evaluate(one()), thread: () => thread.evaluate(one()) }, 40)
      return [
        { what: 'through a queue', value: best.queue, unit: 'ms' },
        { what: 'on a thread', value: best.thread, unit: 'ms' },
        { what: 'overhead of a batch in the queue', value: best.queue - best.thread, unit: 'ms' },
      ]
    } finally {
      await queue.close()
      await thread.close()
      await service.drain()
      await redis.stop()
      rmSync(folder, { recursive: true })
    }
  },
}
