import { createHash } from 'node:crypto'
import type { EpochMs } from '../../lab/market/units.ts'
import { fail, ok, type Result } from '../../lab/result.ts'

export interface JournalEntry {
  /** `event` or `command`; the journal itself accepts any text. */
  readonly kind: string
  /** JSON: finite numbers, strings, booleans, null, and arrays and plain objects of these. */
  readonly payload: unknown
}

export interface JournalRecord extends JournalEntry {
  /** Sequence number: 1 for the first record, without gaps. */
  readonly seq: number
  readonly at: EpochMs
}

/** The end of a chain of records, which the next record continues. */
export interface Link {
  readonly seq: number
  /** The checksum of record `seq`: 64 bits of SHA-256, 16 hex digits. */
  readonly sum: string
}

export const start: Link = { seq: 0, sum: '0'.repeat(16) }

/** Longest line, in bytes. It bounds the memory of a reader, even on a damaged file. */
export const maxLineBytes = 16 * 1024 * 1024

/**
 * Encodes a record as one line of JSON with its newline: seq, at, kind, payload, `prev` (the checksum of the record before) and `sum`
 * (the checksum of all that). Each line can thus be verified, and a removed, repeated or moved line breaks the chain.
 *
 * @throws RangeError when the payload is too long, is not JSON, or would not be equal after decoding
 */
export function encode(record: JournalRecord, prev: Link): { readonly line: Buffer; readonly link: Link } {
  const { seq, at, kind, payload } = record
  // Within an object, JSON leaves out undefined fields. A payload that is undefined itself cannot be encoded.
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

/** Decodes a line without its newline; fails with the reason when its checksum is missing or wrong. */
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

/**
 * A replacer for JSON.stringify that throws on values which JSON changes: NaN becomes null, a Date becomes text, a Map becomes {}.
 * A replay would then see other values than the run did.
 */
function refusingLoss(kind: string) {
  return function (this: unknown, key: string, value: unknown): unknown {
    // The original value: `value` is what its toJSON method returned.
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
