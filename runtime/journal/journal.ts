import { closeSync, fsyncSync, writeSync } from 'node:fs'
import type { Clock } from '../../lab/clock.ts'
import { encode, type JournalEntry, type JournalRecord, type Link } from './record.ts'

const closed = 'it is closed'

/** The memory of the runtime: what is in here has happened, and what is not in here must not be acted on. */
export class Journal {
  readonly #path: string
  readonly #fd: number
  readonly #clock: Clock
  readonly #sync: boolean
  readonly #release: () => void
  #last: Link
  /** Why nothing more can be written. */
  #closed: string | undefined

  /** Continues the chain at `last`, writing to `fd`, which it owns; `release` gives up the lock. Use `openJournal`. */
  constructor(parts: { path: string; fd: number; clock: Clock; sync: boolean; last: Link; release: () => void }) {
    this.#path = parts.path
    this.#fd = parts.fd
    this.#clock = parts.clock
    this.#sync = parts.sync
    this.#last = parts.last
    this.#release = parts.release
  }

  /** The sequence number of the last record; 0 when there is none. */
  get seq(): number {
    return this.#last.seq
  }

  /** Returns when the record is on the disk: only then may one act on it. Throws as `appendAll` does. */
  append(kind: string, payload: unknown): JournalRecord {
    return this.appendAll([{ kind, payload }])[0]
  }

  /**
   * Writes the entries in order, at one time and with one flush. Returns when all are on the disk.
   *
   * @throws RangeError when a payload is not JSON: nothing is written, and the journal goes on
   * @throws Error when the disk fails: what is on it is then unknown, and nothing more will be written before it is opened anew
   */
  appendAll(entries: readonly JournalEntry[]): readonly JournalRecord[] {
    if (this.#closed) throw new Error(`${this.#path}: nothing can be written, ${this.#closed}`)
    const at = this.#clock()
    let last = this.#last
    const records: JournalRecord[] = []
    const written: Buffer[] = []
    for (const { kind, payload } of entries) {
      const record = { seq: last.seq + 1, at, kind, payload }
      const { line, link } = encode(record, last)
      records.push(record)
      written.push(line)
      last = link
    }
    if (records.length === 0) return records
    try {
      writeWhole(this.#fd, Buffer.concat(written))
      if (this.#sync) fsyncSync(this.#fd)
    } catch (error) {
      this.#closed = `record ${this.#last.seq + 1} could not be saved`
      throw new Error(`${this.#path}: ${this.#closed}: ${(error as Error).message}`, { cause: error })
    }
    this.#last = last
    return records
  }

  /** Gives up file and lock. Doing so twice is harmless. */
  close(): void {
    if (this.#closed === closed) return
    this.#closed = closed
    closeSync(this.#fd)
    this.#release()
  }
}

/** A nearly full disk takes a part of a write without an error: the rest is tried again, and then fails. */
function writeWhole(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done)
}
