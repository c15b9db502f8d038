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
  const lane = changetype<Lane>(at)
  lane.range = range
  lane.wishRow = rowsAt
  lane.wish = valuesAt
  let count = 0
  let last = NaN
  for (let row = 0; row < lane.rows; row++) {
    const wanted = number(exposure, row)
    if (wanted == last) continue
    last = wanted
    store<i32>(rowsAt + ((<usize>count) << 2), row)
    setNumber(valuesAt, count, wanted)
    count++
  }
  lane.wishes = count
  return count
}
