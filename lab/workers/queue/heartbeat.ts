import type { Redis } from 'ioredis'
import { InputError } from '../../input-error.ts'
import type { DurationMs, EpochMs } from '../../market/units.ts'
import type { Names } from './names.ts'
import type { WorkerCounters } from './worker-counters.ts'

interface Heartbeat {
  readonly id: string
  readonly host: string
  readonly pid: number
  /** See `thisBuild`. */
  readonly build: string
  readonly since: EpochMs
  readonly at: EpochMs
}

/** The heartbeat of a run that submits jobs. */
export interface SubmitterHeartbeat extends Heartbeat {
  readonly role: 'submitter'
  readonly run: string
  /** Hash of its job spec. */
  readonly jobSpec: string
  /** Number of genomes whose score it waits for. */
  readonly waitsFor: number
}

/** The heartbeat of a worker, with its counters since start. */
export interface WorkerHeartbeat extends Heartbeat, Readonly<WorkerCounters> {
  readonly role: 'worker'
  readonly threads: number
  readonly state: 'serving' | 'draining'
  readonly residentBytes: number
}

export type Participant = SubmitterHeartbeat | WorkerHeartbeat

export interface HeartbeatSender {
  /** Stops the heartbeat and removes the participant from the list. */
  end(): Promise<void>
}

/**
 * Sends a heartbeat repeatedly until it is ended. A participant that stops sending disappears from the list after
 * `lostAfter`.
 *
 * @param status called for each heartbeat
 * @param failed called with errors that reconnecting does not fix
 */
export async function startHeartbeat(
  redis: Redis,
  names: Names,
  status: () => Participant,
  lostAfter: DurationMs,
  failed: (error: Error) => void,
): Promise<HeartbeatSender> {
  const { id } = status()
  const send = async () => {
    await redis.set(names.participant(id), JSON.stringify(status()), 'PX', lostAfter)
    await redis.sadd(names.participants, id)
  }
  await send()
  // While Redis is away one heartbeat waits; more would only queue up behind it.
  let isSending = false
  const timer = setInterval(() => {
    if (isSending) return
    isSending = true
    send()
      .catch(failed)
      .finally(() => {
        isSending = false
      })
  }, lostAfter / 3)
  return {
    async end() {
      clearInterval(timer)
      await redis.del(names.participant(id))
      await redis.srem(names.participants, id)
    },
  }
}

/** The current participants, sorted by id. */
export async function readParticipants(redis: Redis, names: Names): Promise<readonly Participant[]> {
  const ids = (await redis.smembers(names.participants)).sort()
  if (ids.length === 0) return []
  const texts = await redis.mget(...ids.map(names.participant))
  const gone = ids.filter((_, i) => texts[i] === null)
  if (gone.length > 0) await redis.srem(names.participants, ...gone)
  return texts.filter(status => status !== null).map(status => JSON.parse(status) as Participant)
}

export const workersAmong = (all: readonly Participant[]): readonly WorkerHeartbeat[] =>
  all.filter(one => one.role === 'worker')

/** @throws InputError if a participant has another build and would score differently */
export function requireSameBuild(all: readonly Participant[], build: string, queue: string): void {
  const other = all.find(one => one.build !== build)
  if (!other) return
  throw new InputError(
    `the queue "${queue}": ${other.role} ${other.id} is ${other.build}, this is ${build}: they would score differently; ` +
      'bring both to the same version, or give one of them another queue with --queue',
  )
}
