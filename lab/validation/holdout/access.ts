import type { EpochMs } from '../../market/units.ts'
import { fail, ok, type Result } from '../../result.ts'

/** One opening of a locked test, whose data may be looked at only once per candidate. */
export interface HoldoutAccess {
  /** The candidate: a hash of how the strategy trades. */
  readonly candidate: string
  /** Name of the candidate. */
  readonly name: string
  /** The locked test: a hash of its series and time range. */
  readonly subject: string
  readonly at: EpochMs
  /** Written reason for a repeated opening; absent for the first. */
  readonly reason?: string
}

/** Record that the results of an opening were shown. */
export interface Shown {
  /** Candidate and locked test of the opening, as in `HoldoutAccess`. */
  readonly candidate: string
  readonly subject: string
  /** SHA-256 of the results shown. */
  readonly shown: string
}

export type AccessRecord = HoldoutAccess | Shown

/** Refusal of a second opening without a reason. */
export interface Refused {
  /** Time of the earlier opening. */
  readonly before: EpochMs
  readonly why: string
}

/** The log of all openings of locked tests. */
export interface AccessLog {
  /** All records, oldest first. */
  records(): readonly AccessRecord[]
  /** Resolves when the record is flushed to disk. */
  append(record: AccessRecord): Promise<void>
}

/**
 * Opens a locked test for a candidate. The opening is recorded before any result is shown. If an earlier opening was
 * interrupted before results were shown, it is continued and not counted again. After results were shown, another
 * opening needs a reason, which is recorded.
 *
 * @returns number of openings of this test for any candidate, including this one
 */
export async function openHoldout(accessLog: AccessLog, access: HoldoutAccess): Promise<Result<number, Refused>> {
  const records = accessLog.records()
  const { candidate, subject, reason } = access
  const mine = records.filter(record => record.candidate === candidate && record.subject === subject)
  const last = mine.filter(isAccess).at(-1)
  const wasShown = mine.length > 0 && !isAccess(mine[mine.length - 1])
  if (last && wasShown && !reason?.trim()) {
    const why = 'it was already opened for this candidate; a second access needs a written reason'
    return fail({ before: last.at, why })
  }
  const carriedOn = last !== undefined && !wasShown
  if (!carriedOn) await accessLog.append(access)
  return ok(accessCount(records, subject) + (carriedOn ? 0 : 1))
}

/** Number of times that a locked test was opened, for any candidate. */
export const accessCount = (records: readonly AccessRecord[], subject: string): number =>
  records.filter(record => isAccess(record) && record.subject === subject).length

/** Whether a record is an opening, and not a record of shown results. */
export const isAccess = (record: AccessRecord): record is HoldoutAccess => 'at' in record

/** An access log in memory, for simulated markets that are used only once. */
export function inMemoryAccessLog(): AccessLog {
  const records: AccessRecord[] = []
  return {
    records: () => records,
    async append(record) {
      records.push(record)
    },
  }
}
