import { Lane } from './lane'
import { number, setNumber } from './memory'

/**
 * What is wanted of a symbol, as the rows at which it changes.
 *
 * @param exposure a number for each row that is traded
 * @param range    mean true range of each row, 0 where no exit asks
 * @param rowsAt   room for as many whole numbers as there are rows, and `valuesAt` for as many numbers
 */
export function readWish(at: usize, exposure: usize, range: usize, rowsAt: usize, valuesAt: usize): i32 {
  const lane = begin(at, range, rowsAt, valuesAt)
  let last = NaN
  for (let row = 0; row < lane.rows; row++) {
    const wanted = number(exposure, row)
    if (wanted == last) continue
    last = wanted
    want(lane, row, wanted)
  }
  return lane.wishes
}

/**
 * The same from rows that are long and rows that are short, a bit each.
 *
 * @param from row of the masks at which trading begins
 * @param warm row of the masks before which nothing is wanted
 * @param moving rows at which there is a range to measure by; 0: all
 */
export function readMasks(
  at: usize,
  longs: usize,
  shorts: usize,
  moving: usize,
  from: i32,
  warm: i32,
  range: usize,
  rowsAt: usize,
  valuesAt: usize,
): i32 {
  const lane = begin(at, range, rowsAt, valuesAt)
  const to = from + lane.rows
  let last: f64 = NaN
  let row = from
  if (warm > from && from < to) {
    want(lane, 0, 0)
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
      want(lane, row - from, wanted)
      last = wanted
    }
    // Rows of this word that want something else.
    const other = wanted > 0 ? ~up : wanted < 0 ? ~down : up | down
    const ahead = other & ~(((<u64>2) << bit) - 1)
    row = ahead != 0 && bit < 63 ? (row & ~63) + <i32>ctz(ahead) : (row & ~63) + 64
  }
  return lane.wishes
}

function begin(at: usize, range: usize, rowsAt: usize, valuesAt: usize): Lane {
  const lane = changetype<Lane>(at)
  lane.range = range
  lane.wishRow = rowsAt
  lane.wish = valuesAt
  lane.wishes = 0
  return lane
}

@inline
function want(lane: Lane, row: i32, wanted: f64): void {
  const count = lane.wishes
  store<i32>(lane.wishRow + ((<usize>count) << 2), row)
  setNumber(lane.wish, count, wanted)
  lane.wishes = count + 1
}
