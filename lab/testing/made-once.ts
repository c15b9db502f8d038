import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'

/**
 * A folder that several test files need: the first that asks makes it, and the others wait for it. It lasts until the run of
 * the tests ends, and is read only: a test copies what it changes.
 *
 * @param make fills an empty folder, which is renamed when it is complete
 * @throws what `make` throws, in every file that asks
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const made = join(inject('made'), name)
  while (!existsSync(made)) {
    if (!lock(`${made}.lock`)) {
      await sleep(50)
      continue
    }
    const part = `${made}.part`
    try {
      rmSync(part, { recursive: true, force: true })
      mkdirSync(part)
      await make(part)
      renameSync(part, made)
    } finally {
      rmSync(`${made}.lock`)
    }
  }
  return made
}

/** Whether the lock is ours now. One that a process left behind when it died is taken away. */
function lock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const holder = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0
  if (holder > 0 && !isAlive(holder)) rmSync(path, { force: true })
  return false
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
