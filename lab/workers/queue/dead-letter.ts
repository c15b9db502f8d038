import type { Redis } from 'ioredis'
import { type DurationMs, day } from '../../market/units.ts'
import type { Names } from './names.ts'

/** A genome that failed, or took its worker with it, too often: nobody tries it any more. */
export interface SetAside {
  /** By `genomeText`. */
  readonly genome: string
  /** Of the last try. */
  readonly error: string
  readonly tries: number
}

/** Tries that a genome gets, on whichever workers, before it is set aside. */
export const mostTries = 3

/** How long failures are remembered. */
const remembered: DurationMs = day

/** Counts a try, before it is made where it may take the process along. @returns how many there were, this one included */
export async function countTry(redis: Redis, names: Names, brief: string, key: string): Promise<number> {
  const name = names.tries(brief)
  const tries = await redis.hincrby(name, key, 1)
  await redis.pexpire(name, remembered)
  return tries
}

export async function forgetTries(redis: Redis, names: Names, brief: string, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await redis.hdel(names.tries(brief), ...keys)
}

export async function setAside(
  redis: Redis,
  names: Names,
  brief: string,
  key: string,
  record: SetAside,
): Promise<void> {
  const name = names.setAside(brief)
  await redis.hset(name, key, JSON.stringify(record))
  await redis.pexpire(name, remembered)
}

/** By key; those that are not set aside are absent. */
export async function readSetAside(
  redis: Redis,
  names: Names,
  brief: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, SetAside>> {
  const found = new Map<string, SetAside>()
  if (keys.length === 0) return found
  const texts = await redis.hmget(names.setAside(brief), ...keys)
  for (const [i, text] of texts.entries()) if (text) found.set(keys[i], JSON.parse(text) as SetAside)
  return found
}

/** A run that starts, or starts again, gives every genome all its tries: what was wrong may have been mended. */
export async function forgetSetAside(redis: Redis, names: Names, brief: string): Promise<void> {
  await redis.del(names.setAside(brief), names.tries(brief))
}
