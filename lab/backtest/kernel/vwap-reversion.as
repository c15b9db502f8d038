import { number, setNumber } from './memory'
import { signOf, steps } from './signal'

/**
 * Events of `lab/seeds/vwap-reversion.ts`. @param half number of bars over which the movement of the mean is measured
 */
export function vwapReversion(
  high: usize,
  low: usize,
  close: usize,
  volume: usize,
  mean: usize,
  reach: usize,
  traded: usize,
  half: i32,
  deviation: f64,
  least: f64,
  regime: f64,
  fullTrend: f64,
  out: usize,
  from: i32,
  to: i32,
): void {
  let before = score(high, low, close, mean, reach, from - 1)
  for (let row = from; row < to; row++) {
    const z = score(high, low, close, mean, reach, row)
    let event: f64 = 0
    if (z == z) {
      if (!(z * before <= 0)) event = NaN
      if (abs(z) >= deviation && number(volume, row) >= least * number(traded, row - 1)) {
        const moved = abs(number(mean, row - 1) - number(mean, row - 1 - half)) / number(reach, row - 1)
        const worth = steps(1 - regime * min<f64>(1, moved / fullTrend))
        if (worth != 0) event = -signOf(z) * worth
      }
    }
    setNumber(out, row, event)
    before = z
  }
}

@inline
function score(high: usize, low: usize, close: usize, mean: usize, reach: usize, row: i32): f64 {
  const typical = (number(high, row) + number(low, row) + number(close, row)) / 3
  return (typical - number(mean, row - 1)) / number(reach, row - 1)
}
