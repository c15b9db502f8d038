import { number, setNumber } from './memory'

/** Events of `lab/seeds/rsi.ts`. */
export function rsi(strength: usize, oversold: f64, overbought: f64, out: usize, from: i32, to: i32): void {
  let before = number(strength, from - 1)
  for (let row = from; row < to; row++) {
    const now = number(strength, row)
    let event: f64 = NaN
    if (now <= oversold) event = 1
    else if (now >= overbought) event = -1
    else if ((before < 50 && now >= 50) || (before > 50 && now <= 50)) event = 0
    setNumber(out, row, event)
    before = now
  }
}
