import type { FeedAnswer } from '../../market/market-feed.ts'
import type { EpochMs } from '../../market/units.ts'
import type { Changes } from '../lake/merge.ts'
import type { DataKind } from './options.ts'

/** What a fetch came to. */
export interface Report {
  /** Rows, of all that was asked for. */
  readonly changes: Readonly<Partial<Record<DataKind, Changes>>>
  /** What the venue was found not to have: it stands in the table `gaps` too, when it is a time range. */
  readonly missing: readonly MissingData[]
  /** Reads without an answer: nothing is known of what they would have brought, and the next fetch asks again. */
  readonly failed: readonly Failed[]
  /** Whether it was stopped before the end. */
  readonly isInterrupted: boolean
}

export interface MissingData {
  readonly what: DataKind
  readonly symbol: string
  /** Such as `candles 1h`. */
  readonly stream: string
  readonly from: EpochMs
  /** Exclusive. */
  readonly to: EpochMs
  readonly reason: string
}

export interface Failed {
  readonly what: DataKind
  /** Such as `candles 1h of BTC`. */
  readonly label: string
  readonly error: string
}

/** Gathers a report. */
export interface ReportBuilder {
  changed(what: DataKind, changes: Changes): void
  lacks(one: MissingData): void
  /** What the question brought; undefined when it has no answer, which is on the report then. */
  answer<T>(what: DataKind, label: string, question: () => FeedAnswer<T>): Promise<T | undefined>
  report(isInterrupted: boolean): Report
}

export function createReportBuilder(dataKinds: readonly DataKind[]): ReportBuilder {
  const none: Changes = { added: 0, replaced: 0, unchanged: 0 }
  const changes: Partial<Record<DataKind, Changes>> = Object.fromEntries(dataKinds.map(what => [what, none]))
  const missing: MissingData[] = []
  const failed: Failed[] = []
  return {
    changed(what, more) {
      const { added, replaced, unchanged } = changes[what] ?? none
      changes[what] = {
        added: added + more.added,
        replaced: replaced + more.replaced,
        unchanged: unchanged + more.unchanged,
      }
    },
    lacks: one => void missing.push(one),
    async answer(what, label, question) {
      const answer = await question()
      if (answer.ok) return answer.value
      failed.push({ what, label, error: answer.error.why })
      return undefined
    },
    report: isInterrupted => ({ changes, missing, failed, isInterrupted }),
  }
}
