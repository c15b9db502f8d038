import type { Redis } from 'ioredis'
import { rowWidth } from '../../evolution/score-row.ts'
import { type DurationMs, day } from '../../market/units.ts'

/** How long scores are kept after the last one came in. */
export const scoresKept: DurationMs = 7 * day

/** Scores of one job spec that are kept at most: a quarter of a gigabyte at most, with what Redis adds. */
export const mostScores = 400_000

/** Fields of one request: a thousand keep it below a tenth of a megabyte. */
const atOnce = 1_000

/** Score rows by key; absent where there is none. @param name of the hash that holds them */
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

/** @param rows one after the other, in the order of the keys */
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

/** Forgets scores, whichever, until no more than `most` are left. Only between generations: nobody waits for them then. */
export async function trimScores(redis: Redis, name: string, most = mostScores): Promise<void> {
  for (let surplus = (await redis.hlen(name)) - most; surplus > 0; ) {
    const keys = (await redis.hrandfield(name, Math.min(surplus, atOnce))) as readonly string[]
    surplus -= await redis.hdel(name, ...keys)
  }
}

/** Redis keeps bytes; whoever reads them may have them at an address that no float64 can have. */
function rowOf(bytes: Buffer): Float64Array {
  if (bytes.length !== 8 * rowWidth)
    throw new RangeError(`a score in Redis has ${bytes.length} bytes, expected ${8 * rowWidth}: it is of another build`)
  const row = new Float64Array(rowWidth)
  for (let i = 0; i < rowWidth; i++) row[i] = bytes.readDoubleLE(8 * i)
  return row
}

function bytesOf(row: Float64Array): Buffer {
  const bytes = Buffer.alloc(8 * rowWidth)
  for (let i = 0; i < rowWidth; i++) bytes.writeDoubleLE(row[i], 8 * i)
  return bytes
}
