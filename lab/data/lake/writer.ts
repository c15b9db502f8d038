import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { link, mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { literal } from './database.ts'
import { duckdb } from './duckdb.ts'
import { stagingPath, writerPath } from './layout.ts'

/** Another process is writing: its turn ends, and nothing is lost by waiting. */
export class LakeBusy extends InputError {}

/** The last write of this process to each lake: the kernel's lock tells processes apart, not the writers inside one. */
const queues = new Map<string, Promise<unknown>>()

/**
 * Runs `work` as the lake's only writer. Writers of one process wait for each other; a writer in another process is refused.
 * The lock is the kernel's, taken by attaching `writer.lock`: it goes when its process goes, however it dies, so that no
 * stale one is ever left to judge by a process id that may have been given away again.
 *
 * @throws LakeBusy when another process is writing
 */
export async function asWriter<T>(root: string, connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  mkdirSync(root, { recursive: true })
  // A folder may be reached by several paths, and stays one lake.
  const lake = realpathSync(root)
  const turn = (queues.get(lake) ?? Promise.resolve()).then(() => locked(root, connection, work))
  const done = turn.then(
    () => undefined,
    () => undefined, // the caller of `turn` hears of it
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
 * A file that the kernel locks while DuckDB holds it. It appears whole or not at all: half a one, left by a process killed while
 * making it, could never be held.
 *
 * @param aside where it may be made, in the same file system
 */
export async function makeLock(lock: string, aside: string): Promise<void> {
  if (existsSync(lock)) return
  const { DuckDBInstance } = await duckdb()
  await mkdir(dirname(aside), { recursive: true })
  await rm(aside, { force: true })
  const fresh = await DuckDBInstance.create(aside)
  fresh.closeSync()
  await link(aside, lock).catch((error: unknown) => {
    // Another was faster, and may have swept ours away: its lock is as good.
    if (!existsSync(lock)) throw error
  })
  await rm(aside, { force: true })
}
