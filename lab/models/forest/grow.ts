import { integer, type Random } from '../../random.ts'
import type { Matrix } from '../matrix.ts'
import type { Trees } from './trees.ts'

export interface TreeLimits {
  /** Maximum number of splits from root to leaf. */
  readonly depth: number
  /** Minimum rows in a leaf; a row that was drawn twice counts twice. */
  readonly leastRows: number
  /** Number of random columns among which a node looks for its best split; with all columns, nothing is random. */
  readonly columnsPerNode: number
  /** Computes a leaf's answer from the mean of its rows. */
  readonly answer: (mean: number) => number
}

/** Grows trees one after the other. */
export interface Grower {
  /** @param counts weight of each row: whole numbers ≥ 0, with a sum from 1 to the number of rows */
  grow(counts: Int32Array, chance: Random): void
  trees(): Trees
}

/** Minimum reduction of the sum of squares by a split, as a fraction of the root's sum. Less may be rounding error. */
const leastGain = 1e-12

/**
 * Grows regression trees (CART) on one matrix. Each node is split so that the sum of squared distances from the means
 * of its two halves is smallest.
 *
 * Of equally good splits, the column drawn first is taken, then the lower threshold. A threshold lies half way between
 * two neighbouring values.
 *
 * Each column is sorted once for all trees. Splits keep that order, so that one level of a tree costs one pass over
 * the rows.
 *
 * @param y      one finite value per row
 * @param trees  maximum number of trees to grow, for which memory is reserved
 * @see Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees" (1984), chapter 8
 */
export function treeGrower(x: Matrix, y: ArrayLike<number>, trees: number, limits: TreeLimits): Grower {
  const { rows, columns } = x
  const { depth, leastRows, columnsPerNode, answer } = limits
  // A tree has at most 2^(depth+1) − 1 nodes, and at most twice as many as it has leaves.
  const room = trees * Math.min(2 ** (depth + 1) - 1, 2 * Math.max(1, Math.floor(rows / leastRows)))
  const column = new Int32Array(room)
  const value = new Float64Array(room)
  const right = new Int32Array(room)
  const roots: number[] = []
  /** The values of each column. */
  const byColumn = Array.from({ length: columns }, (_, c) => columnOf(x, c))
  /** For each column, all rows in order of its values. */
  const ordered = byColumn.map(sortedRows)
  /** The same for the rows of the current tree; the rows of one node are at positions `[from, to)`. */
  const kept = ordered.map(order => new Int32Array(order.length))
  const aside = new Int32Array(rows)
  const goesLeft = new Uint8Array(rows)
  const counted = new Uint8Array(rows)
  const candidates = new Int32Array(columns)
  /** Weight of each row in the current tree. */
  const weights = new Float64Array(rows)
  /** Weight of each row × (its y − the weighted mean of y). */
  const pulls = new Float64Array(rows)
  let nodes = 0
  /** Weighted mean of y in the current tree. */
  let center = 0
  /** Minimum reduction of the sum of squares by a split of the current tree. */
  let enough = 0

  function branch(from: number, to: number, level: number, weight: number, sum: number, random: Random): void {
    const node = nodes++
    const split = mayAsk(level, weight) ? bestSplit(from, to, weight, sum, random) : undefined
    if (!split) {
      column[node] = -1
      value[node] = answer(center + sum / weight)
      return
    }
    column[node] = split.column
    value[node] = split.threshold
    // If both halves become leaves, nothing more is needed than their sums, which the split contains.
    if (mayAsk(level + 1, split.weight) || mayAsk(level + 1, weight - split.weight)) divide(from, to, split)
    branch(from, split.at, level + 1, split.weight, split.sum, random)
    right[node] = nodes
    branch(split.at, to, level + 1, weight - split.weight, sum - split.sum, random)
  }

  const mayAsk = (level: number, weight: number) => level < depth && weight >= 2 * leastRows

  function bestSplit(from: number, to: number, weight: number, sum: number, random: Random): Split | undefined {
    const mean = sum / weight
    let best = enough / weight
    let found: Split | undefined
    for (let k = 0; k < columnsPerNode; k++) {
      const c = columnsPerNode < columns ? drawn(k, random) : k
      const order = kept[c]
      const values = byColumn[c]
      let [at, leftWeight, leftSum] = [-1, 0, 0]
      let [bestWeight, bestSum] = [0, 0]
      let row = order[from]
      for (let p = from + 1; p < to; p++) {
        leftWeight += weights[row]
        leftSum += pulls[row]
        const last = row
        row = order[p]
        if (leftWeight < leastRows || values[last] === values[row]) continue
        const rightWeight = weight - leftWeight
        if (rightWeight < leastRows) break
        // Reduction of the sum of squares by the split, divided by the node's weight.
        const lead = leftSum - mean * leftWeight
        const gain = (lead * lead) / (leftWeight * rightWeight)
        if (gain <= best) continue
        best = gain
        at = p
        bestWeight = leftWeight
        bestSum = leftSum
      }
      if (at < 0) continue
      const low = values[order[at - 1]]
      const high = values[order[at]]
      const middle = low + (high - low) / 2
      found = { at, column: c, threshold: middle < high ? middle : low, weight: bestWeight, sum: bestSum }
    }
    return found
  }

  /** The k-th random column of a node, by one step of a Fisher–Yates shuffle. */
  function drawn(k: number, random: Random): number {
    const other = integer(random, k, columns - 1)
    const found = candidates[other]
    candidates[other] = candidates[k]
    candidates[k] = found
    return found
  }

  /** Partitions the node's rows in every column: those of the left half come first, each half in order of values. */
  function divide(from: number, to: number, split: Split): void {
    const by = kept[split.column]
    for (let p = from; p < to; p++) goesLeft[by[p]] = p < split.at ? 1 : 0
    for (let c = 0; c < columns; c++) {
      if (c === split.column) continue
      const order = kept[c]
      let left = from
      let later = 0
      // Each row is written to both targets, and one index advances: a branch would be mispredicted half of the time.
      for (let p = from; p < to; p++) {
        const row = order[p]
        const side = goesLeft[row]
        order[left] = row
        aside[later] = row
        left += side
        later += 1 - side
      }
      for (let p = 0; p < later; p++) order[left + p] = aside[p]
    }
  }

  return {
    grow(counts, chance) {
      let [weight, weighted] = [0, 0]
      for (let r = 0; r < rows; r++) {
        weight += counts[r]
        weighted += counts[r] * y[r]
      }
      center = weighted / weight
      let [sum, squares] = [0, 0]
      for (let r = 0; r < rows; r++) {
        weights[r] = counts[r]
        counted[r] = counts[r] > 0 ? 1 : 0
        pulls[r] = counts[r] * (y[r] - center)
        sum += pulls[r]
        squares += pulls[r] * (y[r] - center)
      }
      enough = leastGain * squares
      let present = 0
      for (let c = 0; c < columns; c++) {
        present = 0
        const [all, own] = [ordered[c], kept[c]]
        for (let p = 0; p < rows; p++) {
          own[present] = all[p]
          present += counted[all[p]]
        }
        candidates[c] = c
      }
      roots.push(nodes)
      branch(0, present, 0, weight, sum, chance)
    },
    trees: () => ({
      roots: Int32Array.from(roots),
      column: column.slice(0, nodes),
      value: value.slice(0, nodes),
      right: right.slice(0, nodes),
    }),
  }
}

interface Split {
  /** Position in the order of `column` where the right half begins. */
  readonly at: number
  readonly column: number
  readonly threshold: number
  /** Sum of the left half's weights. */
  readonly weight: number
  /** Sum of the left half's `pulls`. */
  readonly sum: number
}

const columnOf = ({ rows, columns, values }: Matrix, c: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, r) => values[r * columns + c])

const sortedRows = (values: Float64Array): Int32Array =>
  Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b] || a - b)
