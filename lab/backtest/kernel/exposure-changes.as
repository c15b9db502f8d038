import { SymbolState } from './symbol-state'
import { number } from './memory'

/**
 * What is wanted of a symbol, as a list of changes: from each row on, counted from the first that is traded, an exposure. 16 bytes each.
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

/** Gives a symbol what is wanted of it. @param range mean true range of each row that is traded, 0 where no exit asks */
export function setExposure(at: usize, list: usize, count: i32, range: usize): void {
  const state = changetype<SymbolState>(at)
  state.changes = list
  state.changeCount = count
  state.range = range
}

/**
 * The list of a column of exposures.
 *
 * @param from  first row that is traded, and `to` the row behind the last
 * @param warm  row before which nothing is wanted
 * @param range mean true range by which exits measure, 0 where none does: where there is none, nothing is wanted
 * @returns how many changes; −1 where the column holds what is no exposure
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
    // Most rows want what the row before wanted.
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
 * The same from rows that are long and rows that are short, a bit each.
 *
 * @param moving rows at which there is a range to measure by; 0: all
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
    // Rows of this word that want something else.
    const other = wanted > 0 ? ~up : wanted < 0 ? ~down : up | down
    const ahead = other & ~(((<u64>2) << bit) - 1)
    row = ahead != 0 && bit < 63 ? (row & ~63) + <i32>ctz(ahead) : (row & ~63) + 64
  }
  return count
}
