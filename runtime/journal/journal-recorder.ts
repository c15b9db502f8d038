import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../lab/clock.ts'
import type { Command, Event } from '../state.ts'
import type { Journal } from './journal.ts'
import { openJournal } from './open.ts'
import { readJournal } from './read.ts'
import type { JournalEntry, JournalRecord } from './record.ts'

/** Records without commands are written in batches of this many, to save flushes. */
const batch = 1_024

/**
 * Writes one trader's events and commands to its journal.
 *
 * A run that is resumed starts again from its first bar, because an embedded exchange is rebuilt only by the same events. Until the
 * existing journal is used up, each record is compared with it instead of written; the first difference ends the run.
 */
export class JournalRecorder {
  readonly #journal: Journal
  readonly #recorded: Iterator<JournalRecord>
  readonly #path: string
  readonly #until: number
  #replayed = 0
  #waiting: JournalEntry[] = []
  /** Bytes of an unfinished last record that were cut off when the journal was opened. */
  readonly cutBytes: number

  /** @param sync see `openJournal` */
  constructor(path: string, clock: Clock, sync = true) {
    const { journal, cut } = openJournal(path, clock, undefined, sync)
    this.#path = path
    this.#journal = journal
    this.#until = journal.seq
    this.#recorded = readJournal(path)
    this.cutBytes = cut?.bytes ?? 0
  }

  /** Records of the existing journal that have been compared so far. */
  get replayed(): number {
    return this.#replayed
  }
  /** Whether the whole existing journal has been compared, so that new records are written. */
  get caughtUp(): boolean {
    return this.#replayed >= this.#until
  }

  /**
   * Returns when the event may be acted on: if it has commands, all records up to here are on the disk.
   *
   * @throws Error when a record differs from the existing journal
   */
  record(event: Event, commands: readonly Command[]): void {
    for (const entry of [
      { kind: 'event', payload: event },
      ...commands.map(payload => ({ kind: 'command', payload })),
    ]) {
      if (this.caughtUp) this.#waiting.push(entry)
      else this.#compare(entry)
    }
    if (commands.length > 0 || this.#waiting.length >= batch) this.flush()
  }

  flush(): void {
    if (this.#waiting.length === 0) return
    this.#journal.appendAll(this.#waiting)
    this.#waiting = []
  }

  /** May be called twice. */
  close(): void {
    try {
      this.flush()
    } finally {
      this.#recorded.return?.()
      this.#journal.close()
    }
  }

  #compare(entry: JournalEntry): void {
    const { value, done } = this.#recorded.next()
    if (done)
      throw new Error(`${this.#path}: expected ${this.#until} records as when it was opened, found ${this.#replayed}`)
    this.#replayed++
    // Compared as JSON, because the recorded entry has been through JSON too.
    const found = JSON.parse(JSON.stringify(entry))
    if (isDeepStrictEqual(found, { kind: value.kind, payload: value.payload })) return
    throw new Error(
      `${this.#path}: record ${value.seq}: expected ${JSON.stringify(value.payload)} as recorded, found ${JSON.stringify(found.payload)}: ` +
        'bars, strategy or program differ from those of the run that wrote the journal; start another run',
    )
  }
}
