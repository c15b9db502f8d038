import { dirname } from 'node:path'
import type { DuckDBInstance } from '@duckdb/node-api'
import { duckdb } from '../../../data/lake/duckdb.ts'
import { makeLock } from '../../../data/lake/writer.ts'
import { InputError } from '../../../input-error.ts'

/**
 * Runs `work` under a lock, so that no two processes download into the same folder and pay twice. The lock is an open
 * database file. The operating system releases it when the process ends, even if it is killed.
 *
 * @param lock path of the lock file, in the folder of the downloads
 * @throws InputError when another process holds the lock
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
