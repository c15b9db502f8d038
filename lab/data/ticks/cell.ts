/**
 * A bar under construction: `cellSize` numbers of a Float64Array, starting at index `at`. Adding a trade thus allocates nothing, and
 * the bars of a builder lie side by side in memory. If `trades` is 0, the cell is empty and its other numbers mean nothing.
 */
export const cellSize = 13
const firstTime = 0
const firstSequence = 1
const open = 2
const high = 3
const low = 4
const close = 5
const lastTime = 6
const lastSequence = 7
const volume = 8
const value = 10
const trades = 12

/** Adds one trade. Trades may come in any order of time. */
export function put(cells: Float64Array, at: number, t: number, price: number, size: number, sequence: number): void {
  if (cells[at + trades] === 0) {
    cells[at + firstTime] = cells[at + lastTime] = t
    cells[at + firstSequence] = cells[at + lastSequence] = sequence
    cells[at + open] = cells[at + high] = cells[at + low] = cells[at + close] = price
    cells[at + volume] = size
    cells[at + value] = price * size
    cells[at + volume + 1] = cells[at + value + 1] = 0
    cells[at + trades] = 1
    return
  }
  const first = cells[at + firstTime]
  if (t < first || (t === first && sequence < cells[at + firstSequence])) {
    cells[at + firstTime] = t
    cells[at + firstSequence] = sequence
    cells[at + open] = price
  }
  const last = cells[at + lastTime]
  if (t > last || (t === last && sequence >= cells[at + lastSequence])) {
    cells[at + lastTime] = t
    cells[at + lastSequence] = sequence
    cells[at + close] = price
  }
  if (price > cells[at + high]) cells[at + high] = price
  if (price < cells[at + low]) cells[at + low] = price
  addTo(cells, at + volume, size)
  addTo(cells, at + value, price * size)
  cells[at + trades]++
}

/** Adds a bar of a shorter interval, all of whose trades follow those of the cell. The result equals adding each of its trades. */
export function fold(cells: Float64Array, into: number, from: number): void {
  if (cells[from + trades] === 0) return
  if (cells[into + trades] === 0) {
    cells.copyWithin(into, from, from + cellSize)
    return
  }
  cells[into + close] = cells[from + close]
  cells[into + lastTime] = cells[from + lastTime]
  cells[into + lastSequence] = cells[from + lastSequence]
  if (cells[from + high] > cells[into + high]) cells[into + high] = cells[from + high]
  if (cells[from + low] < cells[into + low]) cells[into + low] = cells[from + low]
  addTo(cells, into + volume, cells[from + volume])
  cells[into + volume + 1] += cells[from + volume + 1]
  addTo(cells, into + value, cells[from + value])
  cells[into + value + 1] += cells[from + value + 1]
  cells[into + trades] += cells[from + trades]
}

export const isEmpty = (cells: Float64Array, at: number): boolean => cells[at + trades] === 0

export const clear = (cells: Float64Array, at: number): void => {
  cells[at + trades] = 0
}

/** The bar in a cell that is not empty. */
export function readCell(cells: Float64Array, at: number) {
  const [highest, lowest] = [cells[at + high], cells[at + low]]
  const size = cells[at + volume] + cells[at + volume + 1]
  const mean = (cells[at + value] + cells[at + value + 1]) / size
  return {
    open: cells[at + open],
    high: highest,
    low: lowest,
    close: cells[at + close],
    volume: size,
    // A mean lies between its parts; rounding may move its last digit outside.
    vwap: Math.min(highest, Math.max(lowest, mean)),
    trades: cells[at + trades],
  }
}

/**
 * Adds to a sum that is kept as two numbers, the second of which collects the rounding errors of the first. The sum is then the same
 * to the last bit in any order and grouping of its parts.
 *
 * @see Knuth, The Art of Computer Programming 2, 4.2.2, theorem B
 */
function addTo(cells: Float64Array, at: number, more: number): void {
  const sum = cells[at]
  const next = sum + more
  const rounded = next - sum
  cells[at] = next
  cells[at + 1] += sum - (next - rounded) + (more - rounded)
}
