import { closeSync, fsyncSync, writeSync } from 'node:fs'
import type { Clock } from '../../lab/clock.ts'
import { encode, type JournalEntry, type JournalRecord, type Link } from './record.ts'

const closed = 'it is closed'

/** An append-only file of records. The runtime acts only on what is recorded here, so that a restart can rebuild its state. */
export class Journal {
  readonly #path: string
  readonly #fd: number
  readonly #clock: Clock
  readonly #sync: boolean
  readonly #release: () => void
  #last: Link
  /** Why no further record can be written; undefined while the journal is open. */
  #closed: string | undefined

  /** Takes over `fd` and continues the chain of records at `last`; `release` gives up the lock. Use `openJournal` instead. */
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

  /** Returns when the record is on the disk: only then may the runtime act on it. Throws like `appendAll`. */
  append(kind: string, payload: unknown): JournalRecord {
    return this.appendAll([{ kind, payload }])[0]
  }

  /**
   * Writes the entries in order, with the same time and one flush. Returns when all are on the disk.
   *
   * @throws RangeError when a payload is not JSON: nothing is written, and the journal stays usable
   * @throws Error when the disk fails: the file's end is then unknown, and the journal takes no record until it is opened again
   */
  appendAll(entries: readonly JournalEntry[]): readonly JournalRecord[] {
    if (this.#closed) throw new Error(`${this.#path}: cannot write: ${this.#closed}`)
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

  /** Closes the file and gives up the lock. May be called twice. */
  close(): void {
    if (this.#closed === closed) return
    this.#closed = closed
    closeSync(this.#fd)
    this.#release()
  }
}

/** A nearly full disk accepts part of a write without an error. Writing the rest then fails as it should. */
function writeWhole(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done)
}
