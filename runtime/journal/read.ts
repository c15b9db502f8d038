import { closeSync, openSync, readSync } from 'node:fs'
import { decode, type JournalRecord, type Link, maxLineBytes, start } from './record.ts'

/** Where the whole records of a journal end. */
export interface Tail {
  readonly last: Link
  /** Bytes of whole records, from the start of the file. */
  readonly bytes: number
  /** Bytes after the whole records: an unfinished write, on which the runtime has never acted. */
  readonly torn?: { readonly bytes: number; readonly why: string }
}

/**
 * Yields the records of a journal in order, reading the file in chunks. An unfinished last line ends them, as happens while another
 * process is writing; the returned Tail describes it.
 *
 * @throws Error when the file cannot be read
 * @throws Error naming file, line, expected and found, when a record that is followed by a whole one is damaged, missing, repeated
 *   or out of order
 */
export function* readJournal(path: string): Generator<JournalRecord, Tail> {
  let last = start
  let bytes = 0
  let number = 0
  let bad: { readonly number: number; readonly why: string } | undefined
  let size = 0
  for (const { line, length, ended } of lines(path)) {
    number++
    size += length
    const decoded = line && ended ? decode(line) : undefined
    if (!decoded?.ok) {
      const why =
        decoded?.error ?? (ended ? `a line of ${length} bytes` : `a line of ${length} bytes that does not end`)
      bad ??= { number, why }
      continue
    }
    const { record, prev, link } = decoded.value
    if (bad) {
      throw new Error(
        `${path}, line ${bad.number}: ${bad.why}; line ${number} after it is a whole record, so this is damage and not an unfinished write`,
      )
    }
    if (record.seq !== last.seq + 1 || prev !== last.sum) {
      throw new Error(
        `${path}, line ${number}: expected record ${last.seq + 1} after checksum ${last.sum}, ` +
          `found record ${record.seq} after checksum ${prev}`,
      )
    }
    yield record
    last = link
    bytes = size
  }
  return { last, bytes, ...(bad && { torn: { bytes: size - bytes, why: `line ${bad.number}: ${bad.why}` } }) }
}

interface Line {
  /** The bytes without the newline; absent when there are too many for a record. */
  readonly line?: Buffer
  /** Bytes in the file, the newline included. */
  readonly length: number
  /** Whether a newline ends it. */
  readonly ended: boolean
}

function* lines(path: string): Generator<Line> {
  const fd = openSync(path, 'r')
  try {
    const chunk = Buffer.allocUnsafe(256 * 1024)
    let pieces: Buffer[] = []
    let length = 0
    const keep = (piece: Buffer) => {
      length += piece.length
      if (length <= maxLineBytes) pieces.push(Buffer.from(piece))
      else pieces = []
    }
    const take = (ended: boolean): Line => {
      const line: Line = {
        ...(length <= maxLineBytes && { line: Buffer.concat(pieces) }),
        length: length + (ended ? 1 : 0),
        ended,
      }
      pieces = []
      length = 0
      return line
    }
    for (let read = readSync(fd, chunk); read > 0; read = readSync(fd, chunk)) {
      let from = 0
      for (let end = chunk.indexOf(10); end >= 0 && end < read; end = chunk.indexOf(10, from)) {
        keep(chunk.subarray(from, end))
        yield take(true)
        from = end + 1
      }
      keep(chunk.subarray(from, read))
    }
    if (length > 0) yield take(false)
  } finally {
    closeSync(fd)
  }
}
