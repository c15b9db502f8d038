import type { EpochMs } from '../../market/units.ts'
import { fail, ok, type Result } from '../../result.ts'

/** One access to a locked test. */
export interface HoldoutAccess {
  /** The candidate: a hash of how the strategy trades. */
  readonly candidate: string
  readonly name: string
  /** The locked test: a hash of its series and time range. */
  readonly subject: string
  readonly at: EpochMs
  /** Reason for a repeated opening. */
  readonly reason?: string
}

/** Records that an opening has shown its results. */
export interface Shown {
  readonly candidate: string
  readonly subject: string
  /** SHA-256 of the results shown. */
  readonly shown: string
}

export type AccessRecord = HoldoutAccess | Shown

export interface Refused {
  /** Time of the earlier opening. */
  readonly before: EpochMs
  readonly why: string
}

/** The log of all openings of locked tests. */
export interface AccessLog {
  records(): readonly AccessRecord[]
  /** Resolves when the record is flushed to disk. */
  append(record: AccessRecord): Promise<void>
}

/**
 * Opens a locked test once for a candidate. The opening is recorded before any result is shown. An opening that was
 * interrupted before it showed results is continued. A second opening needs a reason, which is recorded.
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
