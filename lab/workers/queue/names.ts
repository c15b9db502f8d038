/** Prefix of BullMQ's keys: the list of waiting jobs is `seedbed:<queue>:wait`. */
export const prefix = 'seedbed'

/** Queue name if none is given. */
export const defaultQueue = 'evaluations'

/** Redis key names of data beside BullMQ's own. */
export interface Names {
  readonly queue: string
  /** List of waiting jobs; autoscalers watch its length. */
  readonly waiting: string
  jobSpec(hash: string): string
  /** Hash from genome key to score row. */
  scores(jobSpec: string): string
  /** Hash from genome key to the number of attempts. */
  tries(jobSpec: string): string
  /** Hash from genome key to dead letter. */
  deadLetters(jobSpec: string): string
  /** Set of participant ids, including some that are gone. */
  readonly participants: string
  participant(id: string): string
}

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
