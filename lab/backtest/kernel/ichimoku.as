import { number, setNumber } from './memory'
import { side, steps } from './signal'

/** Exposure of `lab/seeds/ichimoku.ts`. @param kijun bars by which the cloud is shifted forward */
export function ichimoku(
  close: usize,
  fast: usize,
  slow: usize,
  edge: usize,
  kijun: i32,
  cloud: f64,
  momentum: f64,
  out: usize,
  from: i32,
  to: i32,
): void {
  const votes = 1 + cloud + momentum
  for (let row = from; row < to; row++) {
    const made = row - kijun
    const price = number(close, row)
    const spanA = (number(fast, made) + number(slow, made)) / 2
    const spanB = number(edge, made)
    let signal: f64 = 0
    if (abs(spanA + spanB) < Infinity) {
      const lines = side(number(fast, row), number(slow, row))
      const beyond: f64 = price > max(spanA, spanB) ? 1 : price < min(spanA, spanB) ? -1 : 0
      signal = steps((lines + cloud * beyond + momentum * side(price, number(close, made))) / votes)
    }
    setNumber(out, row, signal)
  }
}
