import type { FeedAnswer } from '../../market/market-feed.ts'
import type { EpochMs } from '../../market/units.ts'
import type { Changes } from '../lake/merge.ts'
import type { DataKind } from './options.ts'

/** The outcome of a fetch. */
export interface Report {
  /** Rows added, replaced and unchanged, for each requested kind of data. */
  readonly changes: Readonly<Partial<Record<DataKind, Changes>>>
  /** Data that the venue does not have. Its time ranges are also recorded in the table `gaps`. */
  readonly missing: readonly MissingData[]
  /** Failed requests. It is unknown whether the venue has their data; the next fetch repeats them. */
  readonly failed: readonly Failed[]
  /** Whether the fetch was stopped before its end. */
  readonly isInterrupted: boolean
}

/** A time range of one symbol's data that the venue does not have. */
export interface MissingData {
  readonly what: DataKind
  readonly symbol: string
  /** Name of the data stream, such as `candles 1h`. */
  readonly stream: string
  readonly from: EpochMs
  /** Exclusive. */
  readonly to: EpochMs
  readonly reason: string
}

/** A failed request. */
export interface Failed {
  readonly what: DataKind
  /** Description of the requested data for people, such as `candles 1h of BTC`. */
  readonly label: string
  readonly error: string
}

/** Builds a report while a fetch runs. */
export interface ReportBuilder {
  addChanges(what: DataKind, changes: Changes): void
  addMissing(one: MissingData): void
  /** Sends the request and returns its value. A failed request returns undefined and is added to `failed`. */
  answer<T>(what: DataKind, label: string, question: () => FeedAnswer<T>): Promise<T | undefined>
  report(isInterrupted: boolean): Report
}

/** @param dataKinds the requested kinds of data; each appears in `changes`, even without rows */
export function createReportBuilder(dataKinds: readonly DataKind[]): ReportBuilder {
  const none: Changes = { added: 0, replaced: 0, unchanged: 0 }
  const changes: Partial<Record<DataKind, Changes>> = Object.fromEntries(dataKinds.map(what => [what, none]))
  const missing: MissingData[] = []
  const failed: Failed[] = []
  return {
    addChanges(what, more) {
      const { added, replaced, unchanged } = changes[what] ?? none
      changes[what] = {
        added: added + more.added,
        replaced: replaced + more.replaced,
        unchanged: unchanged + more.unchanged,
      }
    },
    addMissing: one => void missing.push(one),
    async answer(what, label, question) {
      const answer = await question()
      if (answer.ok) return answer.value
      failed.push({ what, label, error: answer.error.why })
      return undefined
    },
    report: isInterrupted => ({ changes, missing, failed, isInterrupted }),
  }
}
