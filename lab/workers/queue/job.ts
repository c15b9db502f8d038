import { createHash } from 'node:crypto'

/** Genomes that one worker scores at a go. */
export interface BatchJob {
  /** Hash of the job spec that they are scored by. */
  readonly jobSpec: string
  /** What must score them: a worker of another build gives the job back. */
  readonly build: string
  /** Each by `genomeText`. */
  readonly texts: readonly string[]
  /** Share of the training time that they are tried on, its most recent part; all of it when absent. */
  readonly share?: number
}

/** By what a score is found again under its job spec: equal for equal genomes on equal stretches of time. */
export const scoreKey = (text: string, share = 1): string =>
  createHash('sha256')
    .update(share === 1 ? text : `${text}\n${share}`)
    .digest('base64url')
    .slice(0, 22)

/** Equal for equal work: who submits again what is in the queue already adds nothing. */
export const jobId = (jobSpec: string, keys: readonly string[]): string =>
  createHash('sha256').update(`${jobSpec}\n${keys.join()}`).digest('hex').slice(0, 32)
