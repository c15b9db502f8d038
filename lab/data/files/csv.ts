import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { InputError } from '../../input-error.ts'
import { literal } from '../lake/database.ts'

export interface CsvHeader {
  readonly names: readonly string[]
  readonly delimiter: string
}

const headBytes = 65_536

/** Reads the first line of a CSV file, which must name the columns. @throws InputError when it is blank or not text */
export async function readCsvHeader(path: string): Promise<CsvHeader> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    const line = /^\ufeff?([^\r\n]*)\r?\n?/.exec(buffer.toString('utf8', 0, bytesRead))?.[1] ?? ''
    if (line.trim() === '' || line.includes('\0')) {
      throw new InputError(`${path}: row 1 is ${line.trim() ? 'not text' : 'blank'}, expected the names of the columns`)
    }
    const delimiter = [',', ';', '\t', '|'].sort((a, b) => line.split(b).length - line.split(a).length)[0]
    return { delimiter, names: line.split(delimiter).map(name => name.trim().replace(/^"(.*)"$/, '$1')) }
  } finally {
    await handle.close()
  }
}

/** Counts the lines after the header that are not blank. */
export async function countCsvRows(path: string): Promise<number> {
  const [lf, cr] = [10, 13]
  let lines = 0
  let blank = true
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    for (const byte of chunk) {
      if (byte !== lf) blank &&= byte === cr
      else {
        if (!blank) lines++
        blank = true
      }
    }
  }
  return lines + (blank ? 0 : 1) - 1
}

/**
 * SQL for the file's rows as text: columns `c0`, `c1` …, and `row` counted from 1 after the header. DuckDB guesses nothing: a row
 * with too few or too many cells is an error, and `numberSql` and `timeSql` parse the cells.
 */
export function scanCsv(path: string, { names, delimiter }: CsvHeader): string {
  const columns = names.map((_, i) => `'c${i}': 'VARCHAR'`).join(', ')
  return `(
    select row_number() over () as row, * from read_csv(${literal(path)}, auto_detect = false, header = true, parallel = false,
      delim = ${literal(delimiter)}, quote = '"', escape = '"', strict_mode = true, null_padding = false,
      columns = { ${columns} }))`
}
