import type { Column } from '../../market/bars.ts'
import type { Forest, XgboostModel } from './model.ts'

/** Rows per block: few enough to stay in the processor's L1 cache. */
const blockRows = 64

/**
 * The raw sums of the trees, before the objective's transformation. They are computed in float32 and in XGBoost's
 * order, base first and then tree by tree, so that every digit equals XGBoost's.
 *
 * @param columns one per feature, in the model's order, all of one length, read as float32 like in XGBoost. NaN is a
 *   missing value; each split states whether it goes left or right. A category is its training code; a code not seen in
 *   training goes left
 * @returns one column of finite float32 values per class of a multi-class model, otherwise one
 * @throws RangeError when there are not `featureCount` columns, or they differ in length
 */
export function margins(model: XgboostModel, columns: readonly Column[]): readonly Float64Array[] {
  const rows = requireColumns(model, columns)
  const { forest, baseMargins, featureCount } = model
  const out = Array.from(baseMargins, () => new Float64Array(rows))
  const block = new Float32Array(Math.min(rows, blockRows) * featureCount)
  const sums = out.map(() => new Float32Array(blockRows))
  for (let start = 0; start < rows; start += blockRows) {
    const count = Math.min(blockRows, rows - start)
    for (let f = 0; f < featureCount; f++) {
      const column = columns[f]
      for (let row = 0; row < count; row++) block[row * featureCount + f] = column[start + row]
    }
    for (const [output, sum] of sums.entries()) sum.fill(baseMargins[output])
    for (let t = 0; t < forest.roots.length; t++) {
      addTree(forest, forest.roots[t], block, featureCount, count, sums[forest.outputs[t]])
    }
    for (const [output, sum] of sums.entries()) out[output].set(sum.subarray(0, count), start)
  }
  return out
}

/**
 * The margin of a model that has only one.
 *
 * @see margins
 * @throws RangeError also for a multi-class model
 */
export function score(model: XgboostModel, columns: readonly Column[]): Float64Array {
  const outputs = model.baseMargins.length
  if (outputs !== 1) throw new RangeError(`score: expected a model with one margin, found ${outputs}: see margins`)
  return margins(model, columns)[0]
}

function requireColumns({ featureCount }: XgboostModel, columns: readonly Column[]): number {
  if (columns.length !== featureCount)
    throw new RangeError(`XGBoost model: expected ${featureCount} columns, one per feature, found ${columns.length}`)
  const rows = columns[0].length
  const odd = columns.findIndex(column => column.length !== rows)
  if (odd >= 0)
    throw new RangeError(
      `XGBoost model: column ${odd}: expected ${rows} rows like column 0, found ${columns[odd].length}`,
    )
  return rows
}

function addTree(
  forest: Forest,
  root: number,
  block: Float32Array,
  width: number,
  rows: number,
  sums: Float32Array,
): void {
  const { left, feature, value, missing } = forest
  for (let row = 0; row < rows; row++) {
    const from = row * width
    let node = root
    for (let child = left[node]; child !== 0; child = left[node]) {
      const f = feature[node]
      if (f >= 0) {
        const x = block[from + f]
        // Comparisons are added instead of branched on, because a data-dependent branch is mispredicted half of the
        // time.
        node = child + (Number(x >= value[node]) | (Number(Number.isNaN(x)) & missing[node]))
      } else {
        const code = block[from + ~f]
        node = child + (Number.isNaN(code) ? missing[node] : goesRight(forest, node, code))
      }
    }
    sums[row] += value[node]
  }
}

/** 1 when the code, truncated as XGBoost does, is in the split's set; otherwise 0. */
function goesRight({ categories, categoryStart }: Forest, node: number, code: number): number {
  // A value between −1 and 0 would be truncated to code 0.
  if (code < 0) return 0
  const wanted = Math.trunc(code)
  let from = categoryStart[node]
  let to = categoryStart[node + 1]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (categories[middle] < wanted) from = middle + 1
    else to = middle
  }
  return from < categoryStart[node + 1] && categories[from] === wanted ? 1 : 0
}
