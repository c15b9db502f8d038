import { closeSync, constants, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../../lab/clock.ts'
import { Journal } from './journal.ts'
import { lock } from './lock.ts'
import { readJournal, type Tail } from './read.ts'
import type { JournalRecord } from './record.ts'

/** An unfinished write that was cut off the end of a journal. */
export interface Cut {
  readonly bytes: number
  readonly why: string
  /** Path of the file that now holds these bytes. */
  readonly keptIn: string
}

export interface Opened {
  readonly journal: Journal
  /** Present when the journal ended in an unfinished write. */
  readonly cut?: Cut
}

/**
 * Opens a journal for writing, creating it if it does not exist, and passes every record in it to `replay`, in order. A torn tail
 * (the bytes of an unfinished write) is moved to a file beside it, `<path>.torn-<n>`.
 *
 * @param replay receives each existing record
 * @param sync   whether a written record must survive a power cut; false only for a journal that is read by this process alone
 * @throws Error when another process writes to the journal, the disk fails, or a record before the last whole one is damaged.
 *   Damage is not repaired, because the runtime can no longer know what it acted on.
 */
export function openJournal(
  path: string,
  clock: Clock,
  replay: (record: JournalRecord) => void = () => {},
  sync = true,
): Opened {
  const release = lock(path)
  let fd: number | undefined
  try {
    fd = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND, 0o600)
    fsyncSync(fd)
    syncFolder(path)
    const { last, bytes, torn } = drain(readJournal(path), replay)
    const cut = torn && { ...torn, keptIn: keepBeside(path, fd, bytes) }
    if (cut) {
      ftruncateSync(fd, bytes)
      fsyncSync(fd)
    }
    return { journal: new Journal({ path, fd, clock, sync, last, release }), ...(cut && { cut }) }
  } catch (error) {
    if (fd !== undefined) closeSync(fd)
    release()
    throw error
  }
}

function drain(records: Generator<JournalRecord, Tail>, replay: (record: JournalRecord) => void): Tail {
  for (;;) {
    const next = records.next()
    if (next.done) return next.value
    replay(next.value)
  }
}

/** Copies the journal's bytes from `from` to its end into a new file. @returns that file's path */
function keepBeside(path: string, fd: number, from: number): string {
  const [kept, keptIn] = openFresh(path)
  try {
    const chunk = Buffer.allocUnsafe(256 * 1024)
    let at = from
    for (
      let read = readSync(fd, chunk, 0, chunk.length, at);
      read > 0;
      read = readSync(fd, chunk, 0, chunk.length, at)
    ) {
      for (let done = 0; done < read; ) done += writeSync(kept, chunk, done, read - done)
      at += read
    }
    fsyncSync(kept)
  } finally {
    closeSync(kept)
  }
  syncFolder(path)
  return keptIn
}

function openFresh(path: string): [fd: number, path: string] {
  for (let n = 1; ; n++) {
    try {
      return [openSync(`${path}.torn-${n}`, 'wx', 0o600), `${path}.torn-${n}`]
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** A new file survives a power cut only after its folder, too, has been synced to the disk. */
function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
