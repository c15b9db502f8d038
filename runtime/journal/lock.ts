import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'

/**
 * Makes this process the only writer of `path`, by a file `<path>.lock` that names it. The lock of a process of this machine
 * that is no more is taken over. Another machine's is not: nobody here can know whether its process lives.
 *
 * @returns gives the lock back
 * @throws Error when a process that may be alive, this one included, holds it
 */
export function lock(path: string): () => void {
  const file = `${path}.lock`
  const mine = describe(process.pid)
  const draft = `${file}.${hostname()}.${process.pid}`
  // Written apart and linked in: nobody ever reads half a lock.
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

/** Puts our lock in the place of a dead holder's; false when someone was faster. Only the one heir at a time may. */
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

/** The process that a lock names is gone, though its number may have been given again. */
function isDead(holder: string): boolean {
  const [, pid, host] = /^process (\d+) on ([^\s,]+)/.exec(holder) ?? []
  if (host !== hostname()) return false
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    // Someone else's process may not be signalled, but lives.
    return isCode(error, 'ESRCH')
  }
  return describe(Number(pid)) !== holder
}

/** Number, machine and, where Linux tells them, birth and boot: numbers are given again, in a restarted container at once. */
function describe(pid: number): string {
  // The name, in parentheses, may hold spaces; after it come the state, field 3, and the rest up to the start time, field 22.
  const stat = read(`/proc/${pid}/stat`)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
  const boot = read('/proc/sys/kernel/random/boot_id')?.trim()
  const life =
    fields[0] === 'Z' ? ', dead but not yet buried' : boot && fields[19] ? `, born ${fields[19]} of boot ${boot}` : ''
  return `process ${pid} on ${hostname()}${life}`
}

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code
