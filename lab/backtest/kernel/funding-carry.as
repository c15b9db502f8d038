import { number, setNumber } from './memory'

/** Long and short events of `lab/seeds/funding-carry.ts`. */
export function fundingCarry(
  funding: usize,
  mean: usize,
  momentum: f64,
  threshold: f64,
  reversal: f64,
  longs: usize,
  shorts: usize,
  from: i32,
  to: i32,
): void {
  const over = reversal * threshold
  for (let row = from; row < to; row++) {
    const usual = number(mean, row)
    const rate = usual + momentum * (number(funding, row) - usual)
    setNumber(shorts, row, taken(rate, threshold, over))
    setNumber(longs, row, taken(-rate, threshold, over))
  }
}

@inline
function taken(paid: f64, threshold: f64, over: f64): f64 {
  return paid > threshold ? 1 : paid >= over ? NaN : 0
}
