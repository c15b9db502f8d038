import type { Redis } from 'ioredis'
import { type DurationMs, day } from '../../market/units.ts'
import type { Names } from './names.ts'

/** A genome that failed, or ended its worker, too often to be tried again. */
export interface DeadLetter {
  /** As written by `genomeText`. */
  readonly genome: string
  /** Error of the last attempt. */
  readonly error: string
  readonly tries: number
}

/** Maximum attempts to score a genome, over all workers. */
export const maxAttempts = 3

/** How long Redis keeps the counts and dead letters. */
const remembered: DurationMs = day

/**
 * Counts an attempt. For a genome scored alone it is called before the attempt, which may end the process. @returns
 * attempts so far, this one included
 */
export async function countAttempt(redis: Redis, names: Names, jobSpec: string, key: string): Promise<number> {
  const name = names.tries(jobSpec)
  const tries = await redis.hincrby(name, key, 1)
  await redis.pexpire(name, remembered)
  return tries
}

export async function clearAttempts(
  redis: Redis,
  names: Names,
  jobSpec: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length > 0) await redis.hdel(names.tries(jobSpec), ...keys)
}

export async function putDeadLetter(
  redis: Redis,
  names: Names,
  jobSpec: string,
  key: string,
  record: DeadLetter,
): Promise<void> {
  const name = names.deadLetters(jobSpec)
  await redis.hset(name, key, JSON.stringify(record))
  await redis.pexpire(name, remembered)
}

/** Dead letters by key; other keys are absent. */
export async function readDeadLetters(
  redis: Redis,
  names: Names,
  jobSpec: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, DeadLetter>> {
  const found = new Map<string, DeadLetter>()
  if (keys.length === 0) return found
  const texts = await redis.hmget(names.deadLetters(jobSpec), ...keys)
  for (const [i, text] of texts.entries()) if (text) found.set(keys[i], JSON.parse(text) as DeadLetter)
  return found
}

/** Resets all attempts when a run starts or resumes, since the cause of failures may be fixed. */
export async function clearDeadLetters(redis: Redis, names: Names, jobSpec: string): Promise<void> {
  await redis.del(names.deadLetters(jobSpec), names.tries(jobSpec))
}
