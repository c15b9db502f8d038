import { number } from './memory'

/** The run `[runFrom, runTo)` found last. */
export let runFrom: i32 = 0
export let runTo: i32 = 0

/**
 * Finds the next run of at least `least` rows in which a column is finite: see `runs` in `lab/indicators/runs.ts`.
 *
 * @param from first row to search
 * @returns whether there is one
 */
export function nextRun(x: usize, rows: i32, from: i32, least: i32): bool {
  let begin = from
  while (begin < rows) {
    while (begin < rows && !isFinite(number(x, begin))) begin++
    let end = begin
    while (end < rows && isFinite(number(x, end))) end++
    if (end - begin >= least) {
      runFrom = begin
      runTo = end
      return begin < end
    }
    begin = end
  }
  return false
}

export function unknown(out: usize, rows: i32): void {
  for (let row = 0; row < rows; row++) store<f64>(out + ((<usize>row) << 3), NaN)
}
