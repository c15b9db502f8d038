import { createHash } from 'node:crypto'
import type { EpochMs } from '../../lab/market/units.ts'
import { fail, ok, type Result } from '../../lab/result.ts'

export interface JournalEntry {
  /** What happened, in one word. */
  readonly kind: string
  /** JSON: finite numbers, texts, booleans, null, and arrays and plain objects of these. */
  readonly payload: unknown
}

export interface JournalRecord extends JournalEntry {
  /** 1 for the first record of a journal, without gaps. */
  readonly seq: number
  readonly at: EpochMs
}

/** The end of a chain of records: what the next one continues. */
export interface Link {
  readonly seq: number
  /** The checksum of record `seq`: 64 bits of SHA-256, 16 hex digits. */
  readonly sum: string
}

export const start: Link = { seq: 0, sum: '0'.repeat(16) }

/** Longest line, in bytes: a reader needs no more memory than this, whatever lies in the file. */
export const maxLineBytes = 16 * 1024 * 1024

/**
 * One line of JSON, ending in its newline: seq, at, kind, payload, `prev` with the checksum of the record before, and `sum`
 * over all of that. So every line proves itself, and a line removed, repeated or moved breaks the chain.
 *
 * @throws RangeError when the payload is not JSON or would come back as something else, or is too long
 */
export function encode(record: JournalRecord, prev: Link): { readonly line: Buffer; readonly link: Link } {
  const { seq, at, kind, payload } = record
  // The payload alone is checked: a field that is undefined is left out, an undefined payload has nothing to leave out of.
  if (payload === undefined) throw new RangeError(`journal record "${kind}": payload is undefined, expected JSON`)
  const text = JSON.stringify(payload, refusingLoss(kind))
  const body = Buffer.from(
    `{"seq":${seq},"at":${at},"kind":${JSON.stringify(kind)},"payload":${text},"prev":"${prev.sum}"`,
  )
  const sum = checksum(body)
  const line = Buffer.concat([body, Buffer.from(`,"sum":"${sum}"}\n`)])
  if (line.length > maxLineBytes) {
    throw new RangeError(`journal record "${kind}": ${line.length} bytes, expected at most ${maxLineBytes}`)
  }
  return { line, link: { seq, sum } }
}

/** A whole line, without its newline, as it was encoded; or why it is not one. */
export function decode(line: Buffer): Result<{ record: JournalRecord; prev: string; link: Link }, string> {
  const cut = line.length - 26
  const [, stated] = /^,"sum":"([0-9a-f]{16})"\}$/.exec(line.toString('latin1', Math.max(0, cut))) ?? []
  if (!stated) return fail(`expected a record that ends in its checksum, found ${line.length} bytes that do not`)
  const body = line.subarray(0, cut)
  const sum = checksum(body)
  if (sum !== stated) return fail(`expected checksum ${sum}, found ${stated}`)
  const { seq, at, kind, payload, prev } = JSON.parse(`${body}}`)
  return ok({ record: { seq, at, kind, payload }, prev, link: { seq, sum } })
}

const checksum = (body: Buffer): string => createHash('sha256').update(body).digest('hex').slice(0, 16)

/** JSON.stringify turns NaN into null, a Date into text and a Map into {}: a replay would not see what was lived. */
function refusingLoss(kind: string) {
  return function (this: unknown, key: string, value: unknown): unknown {
    // What stood there before any toJSON had its way with it.
    const raw = (this as Record<string, unknown>)[key]
    const refuse = (found: string, expected: string) => {
      throw new RangeError(
        `journal record "${kind}": ${key === '' ? 'payload' : `"${key}"`} is ${found}, expected ${expected}`,
      )
    }
    if (typeof raw === 'number' && !Number.isFinite(raw)) refuse(String(raw), 'a finite number')
    if (raw === undefined && Array.isArray(this)) refuse('undefined within an array', 'JSON')
    if (typeof raw === 'bigint' || typeof raw === 'function' || typeof raw === 'symbol')
      refuse(`a ${typeof raw}`, 'JSON')
    if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
      const prototype = Object.getPrototypeOf(raw)
      if (prototype !== Object.prototype && prototype !== null) {
        refuse(`a ${prototype.constructor?.name ?? 'foreign object'}`, 'a plain object')
      }
    }
    if (!Object.is(raw, value)) refuse('rewritten by its toJSON', 'JSON')
    return value
  }
}
