import { createHash } from 'node:crypto'
import { type Bars, type Column, isKnown, optionalColumns, requiredColumns } from '../market/bars.ts'

const block = 8_192

/**
 * SHA-256, in hex, over venue, symbol, interval, label and every value: two runs with the same fingerprint saw the same bars.
 * The order of several series does not matter, nor how their memory is laid out, nor whether what is unknown throughout is a
 * column of NaN or no column.
 */
export function fingerprint(bars: Bars | readonly Bars[]): string {
  const digests = [bars].flat().map(one => digest(one as Bars))
  return createHash('sha256').update(digests.sort().join('\n')).digest('hex')
}

function digest(bars: Bars): string {
  const { venue, symbol, interval, synthetic, openTime } = bars
  const known = optionalColumns.filter(name => isKnown(bars[name]))
  const columns = [...requiredColumns, ...known].map(name => bars[name] as Column)
  // Funding was there before columns had to be told apart by name, and what was fingerprinted then must be found again.
  const named = known.filter(name => name !== 'funding')
  const hash = createHash('sha256')
  hash.update(
    JSON.stringify(['bars', 1, venue, symbol, interval, synthetic, openTime.length, columns.length, ...named]),
  )
  for (const column of columns) for (const bytes of littleEndian(column)) hash.update(bytes)
  return hash.digest('hex')
}

function* littleEndian(column: Column): Generator<Uint8Array> {
  const view = new DataView(new ArrayBuffer(block * 8))
  for (let start = 0; start < column.length; start += block) {
    const rows = Math.min(block, column.length - start)
    // Adding 0 turns −0 into 0, and a fresh NaN has one bit pattern: equal numbers, equal bytes.
    for (let i = 0; i < rows; i++) view.setFloat64(i * 8, cleaned(column[start + i]), true)
    yield new Uint8Array(view.buffer, 0, rows * 8)
  }
}

const cleaned = (value: number): number => (Number.isNaN(value) ? Number.NaN : value + 0)
