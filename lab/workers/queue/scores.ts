import type { Redis } from 'ioredis'
import { rowWidth } from '../../evolution/score-row.ts'
import { type DurationMs, day } from '../../market/units.ts'

/** Time for which Redis keeps the scores of a job spec after the last write. */
export const scoresKept: DurationMs = 7 * day

/** Maximum number of scores kept per job spec. This many take at most 250 MB in Redis. */
export const mostScores = 400_000

/** Maximum fields per request; a thousand keep a request below 100 kB. */
const atOnce = 1_000

/** Reads score rows in the order of the keys; undefined where a score is missing. @param name of the Redis hash */
export async function readScores(
  redis: Redis,
  name: string,
  keys: readonly string[],
): Promise<readonly (Float64Array | undefined)[]> {
  const rows: (Float64Array | undefined)[] = []
  for (let from = 0; from < keys.length; from += atOnce)
    for (const bytes of await redis.hmgetBuffer(name, ...keys.slice(from, from + atOnce)))
      rows.push(bytes ? rowOf(bytes) : undefined)
  return rows
}

/**
 * Stores score rows.
 *
 * @param name of the Redis hash
 * @param rows consecutive rows of `rowWidth` values, in the order of the keys
 */
export async function writeScores(
  redis: Redis,
  name: string,
  keys: readonly string[],
  rows: Float64Array,
): Promise<void> {
  if (keys.length === 0) return
  const fields = keys.flatMap((key, i) => [key, bytesOf(rows.subarray(i * rowWidth, (i + 1) * rowWidth))])
  await redis.hset(name, ...fields)
  await redis.pexpire(name, scoresKept)
}

/** Deletes random scores until no more than `most` are left. Call it between generations, when no score is awaited. */
export async function trimScores(redis: Redis, name: string, most = mostScores): Promise<void> {
  for (let surplus = (await redis.hlen(name)) - most; surplus > 0; ) {
    const keys = (await redis.hrandfield(name, Math.min(surplus, atOnce))) as readonly string[]
    surplus -= await redis.hdel(name, ...keys)
  }
}

/** Copies the bytes, because their address may not be aligned for float64. */
function rowOf(bytes: Buffer): Float64Array {
  if (bytes.length !== 8 * rowWidth)
    throw new RangeError(
      `a score in Redis has ${bytes.length} bytes, expected ${8 * rowWidth}: it was written by another build`,
    )
  const row = new Float64Array(rowWidth)
  for (let i = 0; i < rowWidth; i++) row[i] = bytes.readDoubleLE(8 * i)
  return row
}

function bytesOf(row: Float64Array): Buffer {
  const bytes = Buffer.alloc(8 * rowWidth)
  for (let i = 0; i < rowWidth; i++) bytes.writeDoubleLE(row[i], 8 * i)
  return bytes
}
