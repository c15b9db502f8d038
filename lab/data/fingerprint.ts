import { createHash } from 'node:crypto'
import { type Bars, type Column, isKnown, optionalColumns, requiredColumns } from '../market/bars.ts'

/** Number of rows that are hashed together. */
const block = 8_192

/**
 * SHA-256 of bars, in hex. Two runs with the same fingerprint read the same bars.
 *
 * It covers venue, symbol, interval, label (real or synthetic) and every value. It does not depend on the order of the
 * series or on memory layout. An optional column that is absent and one that is all NaN give the same fingerprint.
 */
export function fingerprint(bars: Bars | readonly Bars[]): string {
  const digests = [bars].flat().map(one => digest(one as Bars))
  return createHash('sha256').update(digests.sort().join('\n')).digest('hex')
}

function digest(bars: Bars): string {
  const { venue, symbol, interval, synthetic, openTime } = bars
  const known = optionalColumns.filter(name => isKnown(bars[name]))
  const columns = [...requiredColumns, ...known].map(name => bars[name] as Column)
  // The name of the funding column is left out. So fingerprints made before there were other optional columns stay
  // valid.
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
