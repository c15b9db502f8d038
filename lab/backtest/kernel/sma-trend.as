import { number, setNumber } from './memory'
import { bounded, side, signOf, steps } from './signal'

/**
 * Exposure of `lab/seeds/sma-trend.ts`.
 *
 * @param moved return over the last `strength` bars
 * @param first row at which the fast average begins; the mean of sides is summed in blocks from there, see `sma`
 */
export function smaTrend(
  close: usize,
  quick: usize,
  slow: usize,
  moved: usize,
  first: i32,
  strength: i32,
  fullLead: f64,
  sensitivity: f64,
  momentum: f64,
  out: usize,
  from: i32,
  to: i32,
): void {
  let sum: f64 = 0
  for (let row = from - strength; row < from; row++) sum += side(number(close, row), number(quick, row))
  for (let row = from; row < to; row++) {
    sum += side(number(close, row), number(quick, row)) - side(number(close, row - strength), number(quick, row - strength))
    const block = first + ((row - first) / strength) * strength
    const start = side(number(close, block), number(quick, block))
    const kept = start + (sum - strength * start) / strength
    const lead = bounded((number(quick, row) / number(slow, row) - 1) / fullLead)
    const direction = signOf(lead)
    const loyal = 1 - sensitivity + sensitivity * max<f64>(0, direction * kept)
    const moving = 1 - momentum + momentum * max<f64>(0, direction * bounded(number(moved, row) / fullLead))
    setNumber(out, row, steps(lead * loyal * moving))
  }
}
