import { number } from './memory'

/**
 * Compares two columns, one bit per row and 64 rows per word: where a is above b, where below, and where both are
 * known. Values that differ only by rounding are equal, see `side` in `lab/seeds/side.ts`.
 *
 * @param rows a multiple of 64; columns are padded with NaN to it
 */
export function sides(a: usize, b: usize, above: usize, below: usize, known: usize, rows: i32): void {
  const end = a + ((<usize>rows) << 3)
  while (a < end) {
    let over: u64 = 0
    let under: u64 = 0
    let comparable: u64 = 0
    for (let bit: u64 = 0; bit < 64; bit += 2) {
      const x = v128.load(a)
      const y = v128.load(b)
      const apart = f64x2.sub(x, y)
      const hair = f64x2.mul(f64x2.splat(1e-9), f64x2.pmax(f64x2.abs(x), f64x2.abs(y)))
      over |= (<u64>i64x2.bitmask(f64x2.gt(apart, hair))) << bit
      under |= (<u64>i64x2.bitmask(f64x2.lt(apart, f64x2.neg(hair)))) << bit
      comparable |= (<u64>i64x2.bitmask(v128.and(f64x2.eq(x, x), f64x2.eq(y, y)))) << bit
      a += 16
      b += 16
    }
    store<u64>(above, over)
    store<u64>(below, under)
    store<u64>(known, comparable)
    above += 8
    below += 8
    known += 8
  }
}

/** Compares a column with one number, see `sides`. */
export function sidesOf(a: usize, b: f64, above: usize, below: usize, known: usize, rows: i32): void {
  const end = a + ((<usize>rows) << 3)
  const y = f64x2.splat(b)
  const size = f64x2.abs(y)
  while (a < end) {
    let over: u64 = 0
    let under: u64 = 0
    let comparable: u64 = 0
    for (let bit: u64 = 0; bit < 64; bit += 2) {
      const x = v128.load(a)
      const apart = f64x2.sub(x, y)
      const hair = f64x2.mul(f64x2.splat(1e-9), f64x2.pmax(f64x2.abs(x), size))
      over |= (<u64>i64x2.bitmask(f64x2.gt(apart, hair))) << bit
      under |= (<u64>i64x2.bitmask(f64x2.lt(apart, f64x2.neg(hair)))) << bit
      comparable |= (<u64>i64x2.bitmask(f64x2.eq(x, x))) << bit
      a += 16
    }
    store<u64>(above, over)
    store<u64>(below, under)
    store<u64>(known, comparable)
    above += 8
    below += 8
    known += 8
  }
}

/** Makes a boolean series from a column of 1, 0 and NaN. */
export function booleansOf(column: usize, yes: usize, no: usize, rows: i32): void {
  for (let row = 0; row < rows; row += 64) {
    let is: u64 = 0
    let isNot: u64 = 0
    for (let bit = 0; bit < 64; bit++) {
      const value = number(column, row + bit)
      if (value == 1) is |= (<u64>1) << bit
      else if (value == 0) isNot |= (<u64>1) << bit
    }
    store<u64>(yes, is)
    store<u64>(no, isNot)
    yes += 8
    no += 8
  }
}

/** Rows where `a` is true and `b` is not. For example, `≥` is known and not below. */
export function without(a: usize, b: usize, out: usize, words: i32): void {
  for (let i: usize = 0; i < (<usize>words) << 3; i += 8) store<u64>(out + i, load<u64>(a + i) & ~load<u64>(b + i))
}

export function both(a: usize, b: usize, out: usize, words: i32): void {
  for (let i: usize = 0; i < (<usize>words) << 3; i += 8) store<u64>(out + i, load<u64>(a + i) & load<u64>(b + i))
}

export function either(a: usize, b: usize, out: usize, words: i32): void {
  for (let i: usize = 0; i < (<usize>words) << 3; i += 8) store<u64>(out + i, load<u64>(a + i) | load<u64>(b + i))
}

/** `yes`: above now, and known not to be above at the bar before. `no`: both bars known, and no crossing. */
export function crossing(above: usize, known: usize, yes: usize, no: usize, words: i32): void {
  let knownBefore: u64 = 0
  let aboveBefore: u64 = 0
  for (let i: usize = 0; i < (<usize>words) << 3; i += 8) {
    const isAbove = load<u64>(above + i)
    const isKnown = load<u64>(known + i)
    const wasKnown = (isKnown << 1) | knownBefore
    const wasAbove = (isAbove << 1) | aboveBefore
    knownBefore = isKnown >> 63
    aboveBefore = isAbove >> 63
    const crosses = isAbove & isKnown & wasKnown & ~wasAbove
    store<u64>(yes + i, crosses)
    store<u64>(no + i, isKnown & wasKnown & ~crosses)
  }
}

/** Sets the bits of rows `[from, to)`. */
function fill(mask: usize, from: i32, to: i32): void {
  let row = from
  while (row < to) {
    const at = mask + ((<usize>(row >> 6)) << 3)
    const first = row & 63
    const last = min(64, first + to - row)
    const bits = last == 64 ? <u64>-1 : ((<u64>1) << last) - 1
    store<u64>(at, load<u64>(at) | (bits & ~(((<u64>1) << first) - 1)))
    row += last - first
  }
}

/**
 * Long and short rows by the newest event of the last `hold` bars: see `latest` in `lab/seeds/latest.ts` and
 * `eventsOf` in `lab/seeds/formula/events.ts`. A flat event, or long and short at once, ends the position.
 *
 * @param short 0 if there is no such rule; the same for `flat`
 */
export function hold(long: usize, short: usize, flat: usize, bars: i32, longs: usize, shorts: usize, words: i32): void {
  let isLong = false
  let isShort = false
  let since = 0
  memory.fill(longs, 0, (<usize>words) << 3)
  memory.fill(shorts, 0, (<usize>words) << 3)
  for (let word = 0; word < words; word++) {
    const at = (<usize>word) << 3
    const up = load<u64>(long + at)
    const down = short ? load<u64>(short + at) : 0
    const out = flat ? load<u64>(flat + at) : 0
    if (bars == 1) {
      store<u64>(longs + at, up & ~down & ~out)
      store<u64>(shorts + at, down & ~up & ~out)
      continue
    }
    let events = up | down | out
    while (events) {
      const bit = <i32>ctz(events)
      events &= events - 1
      const row = (word << 6) + bit
      if (isLong) fill(longs, since, min(row, since + bars))
      if (isShort) fill(shorts, since, min(row, since + bars))
      const one = (<u64>1) << bit
      const isOut = (out & one) != 0 || (up & down & one) != 0
      isLong = !isOut && (up & one) != 0
      isShort = !isOut && (down & one) != 0
      since = row
    }
  }
  if (bars == 1) return
  const rows = words << 6
  if (isLong) fill(longs, since, min(rows, since + bars))
  if (isShort) fill(shorts, since, min(rows, since + bars))
}
