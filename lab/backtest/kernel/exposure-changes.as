import { SymbolState } from './symbol-state'
import { number } from './memory'

/**
 * A target exposure as a list of changes: first row, counted from the first traded row, and the exposure from there
 * on. 16 bytes each.
 */
const entryBytes: usize = 16

@inline
export function changeRow(list: usize, i: i32): i32 {
  return load<i32>(list + (<usize>i) * entryBytes)
}

@inline
export function exposureAt(list: usize, i: i32): f64 {
  return load<f64>(list + (<usize>i) * entryBytes + 8)
}

@inline
function change(list: usize, i: i32, row: i32, wanted: f64): void {
  const at = list + (<usize>i) * entryBytes
  store<i32>(at, row)
  store<f64>(at + 8, wanted)
}

/**
 * Sets the target exposure of a symbol. @param range address of the mean true range of each traded row; 0 if no exit
 * uses it
 */
export function setExposure(at: usize, list: usize, count: i32, range: usize): void {
  const state = changetype<SymbolState>(at)
  state.changes = list
  state.changeCount = count
  state.range = range
}

/**
 * Converts a column of exposures to a list of changes.
 *
 * @param from first traded row; `to` is the row after the last
 * @param warm first row after warm-up; exposure is 0 before it
 * @param range address of the mean true range; exposure is 0 where it is unknown; 0 if no exit uses it
 * @returns number of changes; −1 if the column has an invalid exposure
 */
export function readExposure(exposure: usize, from: i32, to: i32, warm: i32, range: usize, list: usize): i32 {
  let count = 0
  let last: f64 = NaN
  let row = from
  if (warm > from && from < to) {
    change(list, count++, 0, 0)
    last = 0
    row = min(warm, to)
  }
  for (; row < to; row++) {
    // Skips rows with the same exposure as the row before, which are most.
    if (range == 0 || last == 0) {
      const same = f64x2.splat(last)
      while (row + 4 <= to) {
        const at = exposure + ((<usize>row) << 3)
        const all = v128.and(f64x2.eq(v128.load(at), same), f64x2.eq(v128.load(at, 16), same))
        if (!i64x2.all_true(all)) break
        row += 4
      }
      if (row == to) break
    }
    const wanted = number(exposure, row)
    if (wanted == last && (range == 0 || wanted == 0)) continue
    if (!(wanted >= -1 && wanted <= 1)) return -1
    const held: f64 = range != 0 && !(number(range, row) > 0) ? 0 : wanted + 0
    if (held == last) continue
    last = held
    change(list, count++, row - from, held)
  }
  return count
}

/**
 * Converts masks of long and short rows to a list of changes.
 *
 * @param moving mask of rows with a known range; 0: all rows
 */
export function readMasks(longs: usize, shorts: usize, moving: usize, from: i32, to: i32, warm: i32, list: usize): i32 {
  let count = 0
  let last: f64 = NaN
  let row = from
  if (warm > from && from < to) {
    change(list, count++, 0, 0)
    last = 0
    row = min(warm, to)
  }
  while (row < to) {
    const word = (<usize>(row >> 6)) << 3
    const gate = moving ? load<u64>(moving + word) : <u64>-1
    const up = load<u64>(longs + word) & gate
    const down = load<u64>(shorts + word) & gate
    const bit = row & 63
    const wanted: f64 = ((up >> bit) & 1) != 0 ? 1 : ((down >> bit) & 1) != 0 ? -1 : 0
    if (wanted != last) {
      change(list, count++, row - from, wanted)
      last = wanted
    }
    // Rows of this word with another exposure.
    const other = wanted > 0 ? ~up : wanted < 0 ? ~down : up | down
    const ahead = other & ~(((<u64>2) << bit) - 1)
    row = ahead != 0 && bit < 63 ? (row & ~63) + <i32>ctz(ahead) : (row & ~63) + 64
  }
  return count
}
