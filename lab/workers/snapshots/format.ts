import { InputError } from '../../input-error.ts'
import { type Bars, type Column, isKnown, optionalColumns, requiredColumns } from '../../market/bars.ts'

/** First line of a snapshot. A line of JSON and the columns as little-endian float64 follow. */
const magic = 'seedbed bars 1\n'

type Label = Pick<Bars, 'symbol' | 'interval' | 'venue' | 'synthetic'>

interface Series extends Label {
  readonly rows: number
  /** Column names in the order stored. */
  readonly columns: readonly string[]
}

/** Serialises bars. Columns without any known value are left out. */
export function snapshotBytes(market: readonly Bars[]): Uint8Array {
  const columns: Column[] = []
  const series = market.map((bars): Series => {
    const names = [...requiredColumns, ...optionalColumns.filter(name => isKnown(bars[name]))]
    for (const name of names) columns.push(bars[name] as Column)
    const { symbol, interval, venue, synthetic, openTime } = bars
    return { symbol, interval, venue, synthetic, rows: openTime.length, columns: names }
  })
  const head = Buffer.from(`${magic}${JSON.stringify(series)}\n`)
  const bytes = Buffer.alloc(head.length + 8 * columns.reduce((sum, { length }) => sum + length, 0))
  head.copy(bytes)
  let at = head.length
  for (const column of columns) for (const value of column) at = bytes.writeDoubleLE(value, at)
  return bytes
}

/** Parses a snapshot. @param name of the snapshot, for messages @throws InputError on invalid bytes */
export function barsOfSnapshot(bytes: Uint8Array, name: string): readonly Bars[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = buffer.indexOf('\n', magic.length)
  if (buffer.toString('latin1', 0, magic.length) !== magic || end < 0)
    throw new InputError(`${name}: expected a snapshot of bars, found ${bytes.length} other bytes`)
  const series = headOf(buffer.toString('utf8', magic.length, end), name)
  const expected = end + 1 + 8 * series.reduce((sum, { rows, columns }) => sum + rows * columns.length, 0)
  if (bytes.length !== expected)
    throw new InputError(`${name}: expected ${expected} bytes, found ${bytes.length}: it was truncated or extended`)
  let at = end + 1
  return series.map(({ rows, columns, ...label }) => {
    const read = () => {
      const column = new Float64Array(rows)
      for (let i = 0; i < rows; i++, at += 8) column[i] = buffer.readDoubleLE(at)
      return column
    }
    return { ...label, ...Object.fromEntries(columns.map(column => [column, read()])) } as unknown as Bars
  })
}

function headOf(line: string, name: string): readonly Series[] {
  const series = parsed(line)
  const isWhole = ({ rows, columns }: Series) =>
    Number.isInteger(rows) && rows >= 0 && requiredColumns.every(column => columns?.includes(column))
  if (!Array.isArray(series) || !series.every(isWhole))
    throw new InputError(
      `${name}: invalid second line, expected the list of columns: it was changed after it was written`,
    )
  return series
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
