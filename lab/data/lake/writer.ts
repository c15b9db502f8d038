import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { link, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { literal } from './database.ts'
import { duckdb } from './duckdb.ts'
import { stagingPath, writerPath } from './layout.ts'

/** Thrown when another process is writing to the lake. Trying again later is safe. */
export class LakeBusy extends InputError {}

/**
 * The last write of this process to each lake, by the lake's real path. The lock file excludes other processes; writers
 * of one process wait for each other here.
 */
const queues = new Map<string, Promise<unknown>>()

/**
 * Runs `work` as the lake's only writer. Writers of one process wait for each other; a writer in another process is
 * refused. The lock is the operating system's file lock, which DuckDB takes when it attaches `writer.lock`. The system
 * releases it when the process ends, even after a crash, so no stale lock can remain.
 *
 * @throws LakeBusy when another process is writing
 */
export async function asWriter<T>(root: string, connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  mkdirSync(root, { recursive: true })
  // Several paths may lead to one folder, so the real path identifies the lake.
  const lake = realpathSync(root)
  const turn = (queues.get(lake) ?? Promise.resolve()).then(() => locked(root, connection, work))
  const done = turn.then(
    () => undefined,
    () => undefined, // the caller of `turn` gets the error
  )
  queues.set(lake, done)
  void done.then(() => queues.get(lake) === done && queues.delete(lake))
  return turn
}

async function locked<T>(root: string, connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await makeLock(writerPath(root), join(stagingPath(root), `writer-${process.pid}.lock`))
  try {
    await connection.run(`attach ${literal(writerPath(root))} as writer`)
  } catch (error) {
    const pid = /PID (\d+)/.exec(String(error))?.[1]
    if (!pid) throw error
    throw new LakeBusy(`the lake at ${root} is being written by process ${pid}: try again when it has finished`)
  }
  try {
    return await work()
  } finally {
    await connection.run('detach writer')
  }
}

/**
 * Creates the lock file if it is missing. The file is written elsewhere and then linked, because a partial lock file,
 * left by a process that was killed, could never be locked.
 *
 * @param aside temporary path in the same file system
 */
export async function makeLock(lock: string, aside: string): Promise<void> {
  if (existsSync(lock)) return
  const { DuckDBInstance } = await duckdb()
  await mkdir(dirname(aside), { recursive: true })
  await rm(aside, { force: true })
  const fresh = await DuckDBInstance.create(aside)
  fresh.closeSync()
  await link(aside, lock).catch((error: unknown) => {
    // Another process may have created the lock file meanwhile and deleted `aside`. Its lock file is equally good.
    if (!existsSync(lock)) throw error
  })
  await rm(aside, { force: true })
}
