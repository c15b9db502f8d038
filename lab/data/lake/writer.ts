import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { link, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { literal } from './database.ts'
import { duckdb } from './duckdb.ts'
import { stagingPath, writerPath } from './layout.ts'

/** Another process is writing. Trying again later is safe. */
export class LakeBusy extends InputError {}

/** This process's last write to each lake. The lock file excludes other processes; writers of one process wait in this queue. */
const queues = new Map<string, Promise<unknown>>()

/**
 * Runs `work` as the lake's only writer. Writers of one process wait for each other; a writer in another process is refused. The
 * lock is the operating system's, which DuckDB takes when it attaches `writer.lock`. It ends with its process, however that dies,
 * so no stale lock can remain.
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
 * Creates the lock file if it is missing. It appears whole or not at all: a partial one, left by a process killed meanwhile, could
 * never be locked.
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
    // Another process was faster and may have swept our file away: its lock file serves as well.
    if (!existsSync(lock)) throw error
  })
  await rm(aside, { force: true })
}
