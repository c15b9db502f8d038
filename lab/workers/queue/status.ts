import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { type Names, prefix } from './names.ts'
import { type Participant, present } from './heartbeat.ts'
import type { SetAside } from './dead-letter.ts'

/** A queue and who is at it, at one moment. */
export interface QueueStatus {
  /** Jobs that nobody has in hand. */
  readonly waiting: number
  readonly inHand: number
  /** Jobs that failed and wait for another try. */
  readonly delayed: number
  readonly participants: readonly Participant[]
  /** Genomes of the runs that are there now. */
  readonly setAside: readonly SetAside[]
}

export async function readStatus(redis: Redis, names: Names): Promise<QueueStatus> {
  const queue = new Queue(names.queue, { prefix, connection: redis, skipMetasUpdate: true })
  try {
    const { wait, active, delayed } = await queue.getJobCounts('wait', 'active', 'delayed')
    const participants = await present(redis, names)
    const briefs = participants.flatMap(one => (one.role === 'submitter' ? [one.brief] : []))
    const lists = await Promise.all([...new Set(briefs)].map(brief => redis.hvals(names.setAside(brief))))
    const setAside = lists.flat().map(text => JSON.parse(text) as SetAside)
    return { waiting: wait, inHand: active, delayed, participants, setAside }
  } finally {
    await queue.close()
  }
}
