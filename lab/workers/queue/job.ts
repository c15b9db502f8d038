import { createHash } from 'node:crypto'

/** A batch of genomes that one worker scores. */
export interface BatchJob {
  /** Hash of the job spec. */
  readonly jobSpec: string
  /** Required build: a worker of another build returns the job to the queue. */
  readonly build: string
  /** Genomes as written by `genomeText`. */
  readonly texts: readonly string[]
  /** Fraction of the training time, its most recent part; absent: all of it. */
  readonly share?: number
}

/** Key of a score under its job spec: equal for equal genomes on equal time ranges. */
export const scoreKey = (text: string, share = 1): string =>
  createHash('sha256')
    .update(share === 1 ? text : `${text}\n${share}`)
    .digest('base64url')
    .slice(0, 22)

/** Job id, equal for equal work, so that a job submitted twice is queued once. */
export const jobId = (jobSpec: string, keys: readonly string[]): string =>
  createHash('sha256').update(`${jobSpec}\n${keys.join()}`).digest('hex').slice(0, 32)
