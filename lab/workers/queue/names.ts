/** Prefix of everything that BullMQ keeps: the list of waiting jobs is `seedbed:<queue>:wait`. */
export const prefix = 'seedbed'

/** The queue where none is named. */
export const defaultQueue = 'evaluations'

/** Names, in Redis, of what we keep beside BullMQ's own. */
export interface Names {
  readonly queue: string
  /** List of jobs that wait: what a fleet of workers is scaled by. */
  readonly waiting: string
  jobSpec(hash: string): string
  /** Hash: score rows by genome. */
  scores(jobSpec: string): string
  /** Hash: how often a genome failed, and why the last time. */
  tries(jobSpec: string): string
  /** Hash: genomes that are no longer tried, with their error. */
  deadLetters(jobSpec: string): string
  /** Set of ids of who is there, or was. */
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
