import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * Makes this process the only writer of `path`, by a file `<path>.lock` that names the process. The lock of a dead process of this
 * machine is taken over. The lock of another machine is not, because its process may be alive.
 *
 * @returns a function that releases the lock
 * @throws Error when a process that may be alive, this one included, holds the lock
 */
export function lock(path: string): () => void {
  const file = `${path}.lock`
  const mine = describe(process.pid)
  const draft = `${file}.${hostname()}.${process.pid}`
  // The lock is written under another name and then linked into place, so no reader sees half of it.
  writeFileSync(draft, mine)
  try {
    while (!linked(draft, file)) {
      const holder = read(file)
      if (holder === undefined) continue
      if (!isDead(holder)) throw held(path, file, holder)
      if (inherited(draft, file, holder, path)) break
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (read(file) === mine) rmSync(file)
  }
}

/**
 * Replaces the lock of a dead process by ours; false when another process was faster. A second lock file, `<path>.lock.heir`, keeps
 * two processes from doing so at once.
 */
function inherited(draft: string, file: string, holder: string, path: string): boolean {
  const heir = `${file}.heir`
  if (!linked(draft, heir)) throw held(path, heir, read(heir) ?? 'a process that has just taken over')
  try {
    if (read(file) !== holder) return false
    renameSync(draft, file)
    return true
  } finally {
    rmSync(heir)
  }
}

const held = (path: string, file: string, holder: string) =>
  new Error(`${path}: expected to be its only writer, found ${file} of ${holder}: stop it, or remove the file`)

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false
    throw error
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Whether the process that a lock names has ended. A new process may have its process id by now. */
function isDead(holder: string): boolean {
  const [, pid, host] = /^process (\d+) on ([^\s,]+)/.exec(holder) ?? []
  if (host !== hostname()) return false
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    // EPERM means that the process belongs to another user, so it is alive. ESRCH means that there is none.
    return isCode(error, 'ESRCH')
  }
  return describe(Number(pid)) !== holder
}

/**
 * Process id, machine and, on Linux, start time and boot id. The id alone is not enough, because it is reused; a restarted container
 * reuses it at once.
 */
function describe(pid: number): string {
  // The name, in parentheses, may hold spaces; after it come the state, field 3, and the rest up to the start time, field 22.
  const stat = read(`/proc/${pid}/stat`)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  const boot = read('/proc/sys/kernel/random/boot_id')?.trim()
  const life = fields[0] === 'Z' ? ', a zombie' : boot && fields[19] ? `, born ${fields[19]} of boot ${boot}` : ''
  return `process ${pid} on ${hostname()}${life}`
}

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code
