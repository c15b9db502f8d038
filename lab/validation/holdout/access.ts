import type { EpochMs } from '../../market/units.ts'
import { fail, ok, type Result } from '../../result.ts'

/** One access to a locked test. */
export interface HoldoutAccess {
  /** Who was looked at: a hash of how it trades. */
  readonly candidate: string
  readonly name: string
  /** What was looked at: a hash of series and stretch of time. */
  readonly subject: string
  readonly at: EpochMs
  /** Why it was opened a second time. */
  readonly reason?: string
}

/** Says that an opening has shown what there was to see. */
export interface Shown {
  readonly candidate: string
  readonly subject: string
  /** SHA-256 over what was seen. */
  readonly shown: string
}

export type AccessRecord = HoldoutAccess | Shown

export interface Refused {
  /** When it was opened before. */
  readonly before: EpochMs
  readonly why: string
}

/** Every access that is on record. */
export interface AccessLog {
  records(): readonly AccessRecord[]
  /** Resolves when the record would survive a power cut. */
  append(record: AccessRecord): Promise<void>
}

/**
 * Opens a locked test for one candidate, once. The opening is on record before anything is seen. One that was interrupted before it had
 * shown anything is carried on; a second access asks for a reason, which is kept.
 *
 * @returns how often this test has been opened for anybody, this time included
 */
export async function openHoldout(accessLog: AccessLog, access: HoldoutAccess): Promise<Result<number, Refused>> {
  const records = accessLog.records()
  const { candidate, subject, reason } = access
  const mine = records.filter(record => record.candidate === candidate && record.subject === subject)
  const last = mine.filter(isAccess).at(-1)
  const wasShown = mine.length > 0 && !isAccess(mine[mine.length - 1])
  if (last && wasShown && !reason?.trim()) {
    const why =
      'it was opened for this candidate before: what is known now was known then, and a second access needs a written reason'
    return fail({ before: last.at, why })
  }
  const carriedOn = last !== undefined && !wasShown
  if (!carriedOn) await accessLog.append(access)
  return ok(accessCount(records, subject) + (carriedOn ? 0 : 1))
}

/** Times that a locked test was opened, for whomever. */
export const accessCount = (records: readonly AccessRecord[], subject: string): number =>
  records.filter(record => isAccess(record) && record.subject === subject).length

export const isAccess = (record: AccessRecord): record is HoldoutAccess => 'at' in record

/** An access log that forgets: for simulated markets that nobody will ever look at again. */
export function inMemoryAccessLog(): AccessLog {
  const records: AccessRecord[] = []
  return {
    records: () => records,
    async append(record) {
      records.push(record)
    },
  }
}
