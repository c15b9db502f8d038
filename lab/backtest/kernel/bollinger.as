import { number, setNumber } from './memory'
import { side } from './signal'

/** Events of `lab/seeds/bollinger.ts`. @param upper band at one standard deviation */
export function bollinger(close: usize, middle: usize, upper: usize, width: f64, out: usize, from: i32, to: i32): void {
  let before = side(number(close, from - 1), number(middle, from - 1))
  for (let row = from; row < to; row++) {
    const price = number(close, row)
    const mean = number(middle, row)
    const reach = width * (number(upper, row) - mean)
    const now = side(price, mean)
    let event: f64 = NaN
    if (side(price, mean - reach) < 0) event = 1
    else if (side(price, mean + reach) > 0) event = -1
    else if (now * before <= 0) event = 0
    setNumber(out, row, event)
    before = now
  }
}
