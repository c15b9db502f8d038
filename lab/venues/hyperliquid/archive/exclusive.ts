import { dirname } from 'node:path'
import type { DuckDBInstance } from '@duckdb/node-api'
import { duckdb } from '../../../data/lake/duckdb.ts'
import { makeLock } from '../../../data/lake/writer.ts'
import { InputError } from '../../../input-error.ts'

/**
 * Runs `work` as the only process that downloads into a place: two would pay for the same files. The lock is the kernel's,
 * taken by opening a database file, and goes with the process however it ends.
 *
 * @throws InputError when another process is at it
 */
export async function exclusively<T>(lock: string, work: () => Promise<T>): Promise<T> {
  await makeLock(lock, `${lock}.${process.pid}`)
  const held = await open(lock)
  try {
    return await work()
  } finally {
    held.closeSync()
  }
}

async function open(lock: string): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await duckdb()
  try {
    return await DuckDBInstance.create(lock)
  } catch (error) {
    const pid = /PID (\d+)/.exec(String(error))?.[1]
    if (!pid) throw error
    throw new InputError(`${dirname(lock)}: process ${pid} is downloading already: try again when it has finished`)
  }
}
