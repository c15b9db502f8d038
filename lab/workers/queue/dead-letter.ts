import type { Redis } from 'ioredis'
import { type DurationMs, day } from '../../market/units.ts'
import type { Names } from './names.ts'

/** A genome that failed, or took its worker with it, too often: nobody tries it any more. */
export interface DeadLetter {
  /** By `genomeText`. */
  readonly genome: string
  /** Of the last try. */
  readonly error: string
  readonly tries: number
}

/** Tries that a genome gets, on whichever workers, before it is dead-lettered. */
export const maxAttempts = 3

/** How long failures are remembered. */
const remembered: DurationMs = day

/** Counts a try, before it is made where it may take the process along. @returns how many there were, this one included */
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

/** By key; those that are no dead letters are absent. */
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

/** A run that starts, or starts again, gives every genome all its tries: what was wrong may have been mended. */
export async function clearDeadLetters(redis: Redis, names: Names, jobSpec: string): Promise<void> {
  await redis.del(names.deadLetters(jobSpec), names.tries(jobSpec))
}
