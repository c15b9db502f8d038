/** Correlation of two assets, −1 to 1; null when unknown. */
export type Correlations = (one: string, other: string) => number | null

/** Minimum number of days on which both returns are known. */
const enough = 30

/**
 * Pearson correlation of daily returns, over the days on which both are known.
 *
 * @param returns by symbol, one row per day, the same days for all symbols; NaN where unknown
 */
export function correlationsOf(returns: ReadonlyMap<string, Float64Array>): Correlations {
  return (one, other) => {
    const [x, y] = [returns.get(one), returns.get(other)]
    return x && y ? correlation(x, y) : null
  }
}

/** Pearson correlation of two columns; null with fewer than 30 rows known in both, or when one column is constant there. */
export function correlation(x: Float64Array, y: Float64Array): number | null {
  const rows: number[] = []
  for (let i = 0; i < x.length; i++) if (Number.isFinite(x[i] * y[i])) rows.push(i)
  if (rows.length < enough || isConstant(x, rows) || isConstant(y, rows)) return null
  const mean = (values: Float64Array) => rows.reduce((sum, i) => sum + values[i], 0) / rows.length
  const [meanX, meanY] = [mean(x), mean(y)]
  let [xx, xy, yy] = [0, 0, 0]
  for (const i of rows) {
    const [dx, dy] = [x[i] - meanX, y[i] - meanY]
    xx += dx * dx
    xy += dx * dy
    yy += dy * dy
  }
  return Math.max(-1, Math.min(1, xy / (Math.sqrt(xx) * Math.sqrt(yy))))
}

const isConstant = (values: Float64Array, rows: readonly number[]): boolean =>
  rows.every(i => values[i] === values[rows[0]])
