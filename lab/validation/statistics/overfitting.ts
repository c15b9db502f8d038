import type { Column } from '../../market/bars.ts'

/** Result of combinatorially symmetric cross-validation: the performance out of sample of winners chosen in sample. */
export interface Overfitting {
  /** Number of ways to split the blocks into halves. */
  readonly splits: number
  /**
   * Probability of backtest overfitting: share of splits in which the winner of one half ranks below the median in the
   * other (logit ≤ 0).
   */
  readonly pbo: number
  /** Logit of the winner's relative rank out of sample, one per split. */
  readonly logits: Float64Array
  readonly meanLogit: number
  /** Share of splits in which the winner of one half has a negative Sharpe ratio in the other. */
  readonly lossProbability: number
  /** Least-squares regression of the winners' Sharpe ratios, out of sample on in sample. */
  readonly slope: number
  readonly intercept: number
  /**
   * Mean out-of-sample Sharpe ratio of the winners, per period (not annualised). If all trials are equally good, PBO is
   * high although this ratio is high too.
   */
  readonly meanOutOfSample: number
}

/**
 * CSCV: the rows are cut into S blocks. For every choice of half the blocks, the column with the best Sharpe ratio
 * there (mean / standard deviation, n − 1) is ranked in the other half. Rows that do not fill a block are left out,
 * the oldest first.
 *
 * @param columns returns of each trial, one row per period: at least two columns of equal length
 * @param blocks S, even, 2…16
 * @param embargo rows left out at the start of each block, because a position held across the border belongs to neither
 *   block
 * @throws RangeError on too few columns or rows, or an invalid number of blocks
 * @see Bailey, Borwein, López de Prado and Zhu, "The probability of backtest overfitting", 2017
 */
export function overfitting(columns: readonly Column[], blocks = 16, embargo = 0): Overfitting {
  const rows = columns[0]?.length ?? 0
  const length = Math.floor(rows / blocks)
  if (!Number.isInteger(blocks) || blocks % 2 !== 0 || blocks < 2 || blocks > 16)
    throw new RangeError(`${blocks} blocks: expected an even number from 2 to 16`)
  if (columns.length < 2) throw new RangeError(`${columns.length} columns: expected at least 2`)
  if (length - embargo < 2)
    throw new RangeError(
      `${rows} rows for ${blocks} blocks with ${embargo} left out of each: expected at least two rows per block`,
    )
  const sums = columns.map(column => blockSums(column, rows - length * blocks, length, blocks, embargo))
  const half = (blocks / 2) * (length - embargo)
  const wholes = sums.map(total)
  const [inside, outside] = [new Float64Array(columns.length), new Float64Array(columns.length)]
  const logits: number[] = []
  const [best, after]: [number[], number[]] = [[], []]
  for (let mask = 0; mask < 2 ** blocks; mask++) {
    if (bits(mask) !== blocks / 2) continue
    let winner = 0
    for (let k = 0; k < columns.length; k++) {
      let [sum, squares] = [0, 0]
      for (let b = 0; b < blocks; b++) {
        if (!((mask >> b) & 1)) continue
        sum += sums[k].sum[b]
        squares += sums[k].squares[b]
      }
      inside[k] = ratio(sum, squares, half)
      outside[k] = ratio(wholes[k].sum - sum, wholes[k].squares - squares, half)
      if (inside[k] > inside[winner]) winner = k
    }
    const w = rank(outside, winner) / (columns.length + 1)
    logits.push(Math.log(w / (1 - w)))
    best.push(inside[winner])
    after.push(outside[winner])
  }
  const n = logits.length
  const line = leastSquares(best, after)
  return {
    splits: n,
    pbo: logits.filter(logit => logit <= 0).length / n,
    logits: Float64Array.from(logits),
    meanLogit: mean(logits),
    lossProbability: after.filter(x => x < 0).length / n,
    ...line,
    meanOutOfSample: mean(after),
  }
}

interface Sums {
  readonly sum: Float64Array
  readonly squares: Float64Array
}

function blockSums(column: Column, from: number, length: number, blocks: number, embargo: number): Sums {
  const [sum, squares] = [new Float64Array(blocks), new Float64Array(blocks)]
  for (let b = 0; b < blocks; b++) {
    for (let i = from + b * length + embargo; i < from + (b + 1) * length; i++) {
      sum[b] += column[i]
      squares[b] += column[i] ** 2
    }
  }
  return { sum, squares }
}

const total = ({ sum, squares }: Sums) => ({
  sum: sum.reduce((a, b) => a + b, 0),
  squares: squares.reduce((a, b) => a + b, 0),
})

/** Sharpe ratio from sums; 0 if the returns do not vary, as for a trial that never traded. */
function ratio(sum: number, squares: number, n: number): number {
  const middle = sum / n
  const variance = (squares - n * middle ** 2) / (n - 1)
  return variance > 1e-18 ? middle / Math.sqrt(variance) : 0
}

/** Rank of a value, 1 for the smallest. Equal values share their mean rank. */
function rank(values: Float64Array, k: number): number {
  let [below, equal] = [0, 0]
  for (const value of values) {
    if (value < values[k]) below++
    else if (value === values[k]) equal++
  }
  return below + (equal + 1) / 2
}

function leastSquares(x: readonly number[], y: readonly number[]) {
  const [mx, my] = [mean(x), mean(y)]
  let [xy, xx] = [0, 0]
  x.forEach((value, i) => {
    xy += (value - mx) * (y[i] - my)
    xx += (value - mx) ** 2
  })
  const slope = xx > 0 ? xy / xx : 0
  return { slope, intercept: my - slope * mx }
}

const mean = (x: readonly number[]) => x.reduce((a, b) => a + b, 0) / x.length

function bits(mask: number): number {
  let count = 0
  for (let rest = mask; rest > 0; rest &= rest - 1) count++
  return count
}
