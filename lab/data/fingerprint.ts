import { createHash } from 'node:crypto'
import { type Bars, type Column, isKnown, optionalColumns, requiredColumns } from '../market/bars.ts'

const block = 8_192

/**
 * SHA-256, in hex, over venue, symbol, interval, label (real or synthetic) and every value: runs with the same fingerprint saw the
 * same bars. It does not depend on the order of the series, on memory layout, or on whether an unknown column is absent or all NaN.
 */
export function fingerprint(bars: Bars | readonly Bars[]): string {
  const digests = [bars].flat().map(one => digest(one as Bars))
  return createHash('sha256').update(digests.sort().join('\n')).digest('hex')
}

function digest(bars: Bars): string {
  const { venue, symbol, interval, synthetic, openTime } = bars
  const known = optionalColumns.filter(name => isKnown(bars[name]))
  const columns = [...requiredColumns, ...known].map(name => bars[name] as Column)
  // Funding stays unnamed, so that fingerprints made before there were other optional columns remain valid.
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
    // Adding 0 turns −0 into 0, and every NaN gets the same bits, so that equal numbers have equal bytes.
    for (let i = 0; i < rows; i++) view.setFloat64(i * 8, cleaned(column[start + i]), true)
    yield new Uint8Array(view.buffer, 0, rows * 8)
  }
}

const cleaned = (value: number): number => (Number.isNaN(value) ? Number.NaN : value + 0)
