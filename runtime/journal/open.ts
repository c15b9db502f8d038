import { closeSync, constants, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Clock } from '../../lab/clock.ts'
import { Journal } from './journal.ts'
import { lock } from './lock.ts'
import { readJournal, type Tail } from './read.ts'
import type { JournalRecord } from './record.ts'

export interface Cut {
  readonly bytes: number
  readonly why: string
  /** The file beside the journal that keeps them. */
  readonly keptIn: string
}

export interface Opened {
  readonly journal: Journal
  /** The traces of a write that was cut short, now taken off the end. */
  readonly cut?: Cut
}

/**
 * Opens a journal for writing, creating it when there is none, and shows every record in it to `replay`, in order. A torn
 * tail is cut off and kept beside, as `<path>.torn-<n>`.
 *
 * @param sync whether a record that is written would survive a power cut; false only for a journal that nobody reads after its process
 * @throws Error when another process is writing to it, the disk fails, or the journal is damaged before its last whole
 * record: that is not repaired, because what was acted on can no longer be known
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

/** A new file survives a power cut only when its folder, too, is on the disk. */
function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
