import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import type { DeadLetter } from './dead-letter.ts'
import { type Participant, readParticipants } from './heartbeat.ts'
import { type Names, prefix } from './names.ts'

/** A queue and who is at it, at one moment. */
export interface QueueStatus {
  /** Jobs that nobody has in hand. */
  readonly waiting: number
  readonly inHand: number
  /** Jobs that failed and wait for another try. */
  readonly delayed: number
  readonly participants: readonly Participant[]
  /** Genomes of the runs that are there now. */
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
