import { integer, type Random } from '../../random.ts'
import { type Matrix, requireMatrix, requirePerRow } from '../matrix.ts'
import { type TreeLimits, treeGrower } from './grow.ts'
import { type Trees, treeAnswer } from './trees.ts'

export interface ForestLimits extends TreeLimits {
  readonly trees: number
}

export interface Forest {
  readonly trees: Trees
  /**
   * Out-of-bag answers, one per row: the mean answer of the trees that were not trained on the row; NaN where all were.
   * They are distributed like forecasts of new rows, whereas answers for training rows are overconfident.
   */
  readonly unseen: Float64Array
}

/**
 * Random forest for regression: each tree is trained on a bootstrap sample of the rows, and each of its nodes chooses
 * among random columns.
 *
 * @param y one value per row
 * @throws RangeError on limits below 1, more columns per node than exist, unequal lengths, or a value that is not
 *   finite
 * @see Breiman (2001), "Random forests"
 */
export function fitForest(x: Matrix, y: ArrayLike<number>, limits: ForestLimits, chance: Random): Forest {
  requireMatrix('fitForest: x', x)
  requirePerRow('fitForest: y', y, x)
  requireLimits(limits, x.columns)
  const { rows, columns, values } = x
  const grower = treeGrower(x, y, limits.trees, limits)
  const drawn = Array.from({ length: limits.trees }, () => {
    const counts = bootstrap(rows, chance)
    grower.grow(counts, chance)
    return counts
  })
  const trees = grower.trees()
  const unseen = new Float64Array(rows)
  for (let r = 0; r < rows; r++) {
    let sum = 0
    let blind = 0
    for (let tree = 0; tree < drawn.length; tree++) {
      if (drawn[tree][r] > 0) continue
      sum += treeAnswer(trees, tree, values, r * columns)
      blind++
    }
    unseen[r] = sum / blind
  }
  return { trees, unseen }
}

/** A single tree on all rows and columns, without randomness. @throws RangeError as `fitForest` */
export function fitTree(x: Matrix, y: ArrayLike<number>, limits: Pick<TreeLimits, 'depth' | 'leastRows'>): Trees {
  requireMatrix('fitTree: x', x)
  requirePerRow('fitTree: y', y, x)
  const whole = { ...limits, trees: 1, columnsPerNode: x.columns, answer: (mean: number) => mean }
  requireLimits(whole, x.columns)
  const grower = treeGrower(x, y, 1, whole)
  grower.grow(new Int32Array(x.rows).fill(1), () => 0)
  return grower.trees()
}

/** Bootstrap sample: how often each row is drawn when `rows` rows are drawn with replacement. */
export function bootstrap(rows: number, chance: Random): Int32Array {
  const counts = new Int32Array(rows)
  for (let k = 0; k < rows; k++) counts[integer(chance, 0, rows - 1)]++
  return counts
}

function requireLimits({ trees, depth, leastRows, columnsPerNode }: ForestLimits, columns: number): void {
  const highest = { trees: 1_000, depth: 16, leastRows: Number.MAX_SAFE_INTEGER, columnsPerNode: columns }
  for (const [name, value] of Object.entries({ trees, depth, leastRows, columnsPerNode })) {
    const most = highest[name as keyof typeof highest]
    if (Number.isInteger(value) && value >= 1 && value <= most) continue
    throw new RangeError(`forest: ${name} is ${value}, expected a whole number 1…${most}`)
  }
}
