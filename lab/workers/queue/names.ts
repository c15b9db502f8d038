/** Prefix of BullMQ's keys in Redis, such as `seedbed:<queue>:wait` for the list of waiting jobs. */
export const prefix = 'seedbed'

/** Default name of the queue. */
export const defaultQueue = 'evaluations'

/**
 * Redis keys of one queue. All but `waiting`, which is BullMQ's, are for data that BullMQ does not store. `jobSpec` is
 * the hash of a job specification.
 */
export interface Names {
  /** Name of the queue. */
  readonly queue: string
  /** BullMQ's list of waiting jobs, whose length autoscalers watch. */
  readonly waiting: string
  /** A job specification. */
  jobSpec(hash: string): string
  /** Redis hash from genome key to score row. */
  scores(jobSpec: string): string
  /** Redis hash from genome key to the number of attempts. */
  tries(jobSpec: string): string
  /** Redis hash from genome key to dead letter. */
  deadLetters(jobSpec: string): string
  /** Redis set of the ids of workers and submitters, including some that have ended. */
  readonly participants: string
  /** Heartbeat of one worker or submitter. */
  participant(id: string): string
}

/** @throws RangeError for an invalid name of a queue */
export function namesOf(queue: string): Names {
  if (!/^[a-z0-9-]{1,40}$/.test(queue))
    throw new RangeError(`the queue "${queue}": expected lower-case letters, digits and hyphens, at most 40`)
  const own = (...parts: readonly string[]) => [`${prefix}-of-${queue}`, ...parts].join(':')
  return {
    queue,
    waiting: `${prefix}:${queue}:wait`,
    jobSpec: hash => own('job-spec', hash),
    scores: jobSpec => own('scores', jobSpec),
    tries: jobSpec => own('tries', jobSpec),
    deadLetters: jobSpec => own('dead-letters', jobSpec),
    participants: own('participants'),
    participant: id => own('participant', id),
  }
}
