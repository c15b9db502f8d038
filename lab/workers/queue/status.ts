import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import type { DeadLetter } from './dead-letter.ts'
import { type Participant, readParticipants } from './heartbeat.ts'
import { type Names, prefix } from './names.ts'

/** State of a queue and its participants. */
export interface QueueStatus {
  /** Jobs waiting for a worker. */
  readonly waiting: number
  readonly inHand: number
  /** Failed jobs waiting for another attempt. */
  readonly delayed: number
  readonly participants: readonly Participant[]
  /** Dead letters of the runs that are active. */
  readonly deadLetters: readonly DeadLetter[]
}

export async function readStatus(redis: Redis, names: Names): Promise<QueueStatus> {
  const queue = new Queue(names.queue, { prefix, connection: redis, skipMetasUpdate: true })
  try {
    const { wait, active, delayed } = await queue.getJobCounts('wait', 'active', 'delayed')
    const participants = await readParticipants(redis, names)
    const jobSpecs = participants.flatMap(one => (one.role === 'submitter' ? [one.jobSpec] : []))
    const lists = await Promise.all([...new Set(jobSpecs)].map(jobSpec => redis.hvals(names.deadLetters(jobSpec))))
    const deadLetters = lists.flat().map(text => JSON.parse(text) as DeadLetter)
    return { waiting: wait, inHand: active, delayed, participants, deadLetters }
  } finally {
    await queue.close()
  }
}
