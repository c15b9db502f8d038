import { number, setNumber } from './memory'

/** Events of `lab/seeds/donchian-breakout.ts`. */
export function donchianBreakout(
  close: usize,
  upper: usize,
  lower: usize,
  margin: f64,
  out: usize,
  from: i32,
  to: i32,
): void {
  const over = 1 + margin
  const under = 1 - margin
  for (let row = from; row < to; row++) {
    const price = number(close, row)
    const event = price > number(upper, row - 1) * over ? 1 : price < number(lower, row - 1) * under ? -1 : NaN
    setNumber(out, row, event)
  }
}
