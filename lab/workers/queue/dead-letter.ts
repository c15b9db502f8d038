import type { Redis } from 'ioredis'
import { type DurationMs, day } from '../../market/units.ts'
import type { Names } from './names.ts'

/** A genome that is not tried again, because its attempts failed or crashed the worker `maxAttempts` times. */
export interface DeadLetter {
  /** Text of the genome, as written by `genomeText`. */
  readonly genome: string
  /** Error of the last attempt. */
  readonly error: string
  /** Number of attempts. */
  readonly tries: number
}

/** Maximum number of attempts to score a genome, all workers together. */
export const maxAttempts = 3

/** Time for which Redis keeps attempt counts and dead letters after the last write. */
const remembered: DurationMs = day

/**
 * Counts an attempt to score a genome. For a genome scored alone, the count comes before the attempt, because the
 * attempt may crash the process.
 *
 * @param key key of the genome's score
 * @returns number of attempts so far, including this one
 */
export async function countAttempt(redis: Redis, names: Names, jobSpec: string, key: string): Promise<number> {
  const name = names.tries(jobSpec)
  const tries = await redis.hincrby(name, key, 1)
  await redis.pexpire(name, remembered)
  return tries
}

/** Resets the attempts of these genomes. */
export async function clearAttempts(
  redis: Redis,
  names: Names,
  jobSpec: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length > 0) await redis.hdel(names.tries(jobSpec), ...keys)
}

/** Stores a dead letter, and replaces an earlier one with the same key. */
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

/** Reads the dead letters of these keys. A key without a dead letter is absent in the result. */
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

/**
 * Deletes all dead letters and attempts of a job spec. A run does this when it starts or resumes, because the cause of
 * the failures may be fixed by then.
 */
export async function clearDeadLetters(redis: Redis, names: Names, jobSpec: string): Promise<void> {
  await redis.del(names.deadLetters(jobSpec), names.tries(jobSpec))
}
