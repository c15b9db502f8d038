import type { Rows, TableName } from '../../../data/lake/tables.ts'
import { InputError } from '../../../input-error.ts'
import { lines } from './lines.ts'
import type { Reader, Sink } from './reader.ts'

/** Counts of a file that was read. */
export interface RowsRead {
  readonly lines: number
  readonly rows: number
  readonly skipped: ReadonlyMap<string, number>
}

/** Most rows in one call of the sink. A book is as large as many other rows. */
const batchOf = (table: TableName) => (table === 'books' ? 4_000 : 20_000)

/**
 * Reads a file's lines into the sink. Rows before a malformed line reach the sink: they are valid, but the file does not count
 * as read.
 *
 * @param source the file's bytes, decompressed
 * @param name file name, for errors
 * @throws InputError with file and line number
 */
export async function readRows<T extends TableName>(
  source: AsyncIterable<Uint8Array>,
  name: string,
  reader: Reader<T>,
  sink: Sink,
  signal?: AbortSignal,
): Promise<RowsRead> {
  const batch = batchOf(reader.table)
  let waiting: Rows[T][] = []
  let [count, rows] = [0, 0]
  const flush = async (least: number) => {
    while (waiting.length >= least) {
      const some = waiting.slice(0, batch)
      waiting = waiting.slice(batch)
      await sink(reader.table, some)
      rows += some.length
    }
  }
  for await (const { first, texts } of lines(source, name)) {
    for (const [i, text] of texts.entries()) {
      if (text === '') continue
      count++
      try {
        waiting.push(...reader.line(text))
      } catch (error) {
        throw error instanceof InputError ? new InputError(`${name}: line ${first + i}: ${error.message}`) : error
      }
      if (waiting.length >= batch) await flush(batch)
    }
    signal?.throwIfAborted()
  }
  if (count === 0) throw new InputError(`${name}: expected lines, found none`)
  try {
    waiting.push(...reader.rest())
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${name}: after line ${count}: ${error.message}`) : error
  }
  await flush(1)
  return { lines: count, rows, skipped: reader.skipped }
}
