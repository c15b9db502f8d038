import { number, setNumber } from './memory'
import { side, steps } from './signal'

/** Exposure of `lab/seeds/volatility-scaling.ts`. */
export function volatilityScaling(
  close: usize,
  swift: usize,
  calm: usize,
  normal: usize,
  bars: i32,
  perYear: f64,
  target: f64,
  multi: f64,
  threshold: f64,
  persistence: i32,
  scaling: f64,
  out: usize,
  from: i32,
  to: i32,
): void {
  // One bit per recent bar, set if it was turbulent.
  const all = (<u32>1 << persistence) - 1
  let turbulent: u32 = 0
  for (let row = from - persistence; row < to; row++) {
    const now = number(swift, row)
    turbulent = ((turbulent << 1) | u32(now > threshold * number(normal, row))) & all
    if (row < from) continue
    const realised = perYear * ((1 - multi) * now + multi * number(calm, row))
    const kept = 2 * i32(popcnt(turbulent)) >= persistence ? scaling : 1
    const size = kept * min<f64>(1, target / realised)
    setNumber(out, row, steps(side(number(close, row), number(close, row - bars)) * size))
  }
}
