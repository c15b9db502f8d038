import { number, setNumber } from './memory'
import { side, steps } from './signal'

/**
 * Long and short events of `lab/seeds/stochastic.ts`.
 *
 * @param leastK lowest K over the last `bars`; then highest K, lowest low and highest high
 */
export function stochastic(
  k: usize,
  d: usize,
  low: usize,
  high: usize,
  leastK: usize,
  mostK: usize,
  lowest: usize,
  highest: usize,
  bars: i32,
  oversold: f64,
  overbought: f64,
  divergence: f64,
  longs: usize,
  shorts: usize,
  from: i32,
  to: i32,
): void {
  const diverged = worth(1)
  const plain = worth(1 - divergence)
  // Bars since the last divergence: a new price extreme without a new extreme of K.
  let rising = bars
  let falling = bars
  let before = number(k, from - 1)
  let wasOn = side(before, number(d, from - 1))
  for (let row = from; row < to; row++) {
    const now = number(k, row)
    rising = number(low, row) < number(lowest, row - 1) && side(now, number(leastK, row - 1)) > 0 ? 0 : rising + 1
    falling = number(high, row) > number(highest, row - 1) && side(now, number(mostK, row - 1)) < 0 ? 0 : falling + 1
    const isOn = side(now, number(d, row))
    const crossed: f64 = isOn == wasOn ? 0 : isOn
    let long: f64 = NaN
    if (now >= overbought) long = 0
    else if (crossed > 0 && before <= oversold) long = rising < bars ? diverged : plain
    let short: f64 = NaN
    if (now <= oversold) short = 0
    else if (crossed < 0 && before >= overbought) short = falling < bars ? diverged : plain
    setNumber(longs, row, long)
    setNumber(shorts, row, short)
    before = now
    wasOn = isOn
  }
}

/** Value of an event; NaN, meaning no event, if it rounds to 0. */
function worth(share: f64): f64 {
  const signal = steps(share)
  return signal == 0 ? NaN : signal
}
