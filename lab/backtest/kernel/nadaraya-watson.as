import { number, setNumber } from './memory'
import { side } from './signal'

/** Exposure of `lab/seeds/nadaraya-watson.ts`. */
export function nadarayaWatson(
  line: usize,
  volatility: usize,
  normal: usize,
  bandwidth: i32,
  threshold: f64,
  adaptation: f64,
  out: usize,
  from: i32,
  to: i32,
): void {
  for (let row = from; row < to; row++) {
    const now = number(line, row)
    const before = number(line, row - bandwidth)
    const least = threshold * (1 + adaptation * (number(volatility, row) / number(normal, row) - 1))
    setNumber(out, row, side(now, before * (1 + least)) > 0 ? 1 : side(now, before * (1 - least)) < 0 ? -1 : 0)
  }
}
