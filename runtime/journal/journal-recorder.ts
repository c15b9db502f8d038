import { isDeepStrictEqual } from 'node:util'
import type { Clock } from '../../lab/clock.ts'
import type { Command, Event } from '../state.ts'
import type { Journal } from './journal.ts'
import { openJournal } from './open.ts'
import { readJournal } from './read.ts'
import type { JournalEntry, JournalRecord } from './record.ts'

/** Records kept back until something has to be done, or this many have gathered. */
const batch = 1_024

/**
 * The journal of one trader: what it heard and what it decided.
 *
 * Opened on an earlier journal, it first holds what happens against what was written: a venue inside the process is rebuilt by living
 * through the same events again, and the first difference ends the run instead of writing another history.
 */
export class JournalRecorder {
  readonly #journal: Journal
  readonly #recorded: Iterator<JournalRecord>
  readonly #path: string
  readonly #until: number
  #replayed = 0
  #waiting: JournalEntry[] = []
  /** Bytes of a torn tail that were cut off when the journal was opened. */
  readonly cutBytes: number

  /** @param sync as of `openJournal` */
  constructor(path: string, clock: Clock, sync = true) {
    const { journal, cut } = openJournal(path, clock, undefined, sync)
    this.#path = path
    this.#journal = journal
    this.#until = journal.seq
    this.#recorded = readJournal(path)
    this.cutBytes = cut?.bytes ?? 0
  }

  /** Records of an earlier life that have been lived through again. */
  get replayed(): number {
    return this.#replayed
  }
  /** Whether everything written before has been lived through. */
  get caughtUp(): boolean {
    return this.#replayed >= this.#until
  }

  /** Returns when the event may be acted on: with commands to carry out, everything up to here is on the disk. */
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

  /** Doing so twice is harmless. */
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
    if (done) throw new Error(`${this.#path}: ends before record ${this.#until}, which it had when it was opened`)
    this.#replayed++
    // Through JSON, as what was written went.
    const found = JSON.parse(JSON.stringify(entry))
    if (isDeepStrictEqual(found, { kind: value.kind, payload: value.payload })) return
    throw new Error(
      `${this.#path}: record ${value.seq} is ${JSON.stringify(value.payload)}, but now it would be ${JSON.stringify(found.payload)}: ` +
        'bars, strategy or program are not those of the run that wrote it; start another run',
    )
  }
}
