import { number, setNumber } from './memory'
import { steps } from './signal'

/** Events of `lab/seeds/atr-breakout.ts`. @param narrowest smallest width over the bars of the channel */
export function atrBreakout(
  close: usize,
  upper: usize,
  lower: usize,
  width: usize,
  narrowest: usize,
  expansion: f64,
  squeeze: f64,
  adjustment: f64,
  out: usize,
  from: i32,
  to: i32,
): void {
  for (let row = from; row < to; row++) {
    const price = number(close, row)
    const direction: f64 = price > number(upper, row - 1) ? 1 : price < number(lower, row - 1) ? -1 : 0
    let event: f64 = NaN
    if (direction != 0) {
      const wide = number(width, row)
      if (wide > expansion || number(narrowest, row - 1) < squeeze)
        event = direction * steps(1 - adjustment + adjustment / max<f64>(1, wide))
    }
    setNumber(out, row, event)
  }
}
