import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fitTree } from '../forest/forest.ts'
import { treeAnswer } from '../forest/trees.ts'
import { fitLinearSvc, margin } from '../linear-svc.ts'
import type { Matrix } from '../matrix.ts'
import { fitComponents, scores } from '../pca.ts'
import { fitScaler, scaled } from '../scaler.ts'

interface SvcValues {
  readonly cost: number
  readonly weights: readonly number[]
  readonly bias: number
  readonly objective: number
}

const values = JSON.parse(readFileSync(new URL('./values.json', import.meta.url), 'utf8'))
const x = matrix(values.x)
const z = scaled(x, fitScaler(x))
const { labels, counts, y } = values as Record<string, readonly number[]>
const ones = counts.map(() => 1)

test('means and deviations are those of StandardScaler', () => {
  const { mean, scale } = fitScaler(x)
  expectAlike(mean, values.scaler.mean, 1e-13)
  expectAlike(scale, values.scaler.scale, 1e-13)
})

test('components, their signs, variances and scores are those of PCA', () => {
  const components = fitComponents(z, 3)
  expectAlike(components.loadings.flat(), values.pca.loadings.flat(), 1e-11)
  expectAlike(components.variance, values.pca.variance, 1e-12)
  expectAlike(scores(z, components).values, values.pca.scores.flat(), 1e-11)
})

describe('a plane', () => {
  test.each(values.svc as readonly SvcValues[])('is that of LinearSVC at C = $cost', expected => {
    expectPlane(expected, ones)
  })

  test('is that of LinearSVC where rows count several times, or not at all', () => {
    expectPlane(values.weightedSvc, counts)
  })

  function expectPlane({ cost, weights, bias, objective }: SvcValues, times: readonly number[]): void {
    const perRow = times.map(count => count * cost)
    const plane = fitLinearSvc(z, labels, perRow)
    expectAlike([...plane.weights, plane.bias], [...weights, bias], 1e-6)
    const missing = labels.map((label, r) => Math.max(0, 1 - label * margin(z, r, plane)))
    const loss = missing.reduce((sum, miss, r) => sum + perRow[r] * miss * miss, 0)
    const ours = 0.5 * [...plane.weights, plane.bias].reduce((sum, w) => sum + w * w, 0) + loss
    expect(ours).toBeLessThanOrEqual(objective * (1 + 1e-13))
    expect(ours).toBeGreaterThan(objective * (1 - 1e-9))
  }
})

test.each(
  values.trees as readonly { depth: number; leastRows: number; leaves: number; seen: number[]; fresh: number[] }[],
)('a tree of depth $depth with $leastRows rows a leaf answers like DecisionTreeRegressor', expected => {
  const trees = fitTree(x, y, expected)
  expect(trees.column.filter(column => column < 0).length).toBe(expected.leaves)
  for (const [rows, answers] of [[x, expected.seen] as const, [matrix(values.fresh), expected.fresh] as const]) {
    const ours = Array.from({ length: rows.rows }, (_, r) => treeAnswer(trees, 0, rows.values, r * rows.columns))
    expectAlike(ours, answers, 1e-12)
  }
})

function matrix(rows: readonly (readonly number[])[]): Matrix {
  return { rows: rows.length, columns: rows[0].length, values: Float64Array.from(rows.flat()) }
}

function expectAlike(ours: ArrayLike<number>, theirs: ArrayLike<number>, within: number): void {
  expect(ours.length).toBe(theirs.length)
  for (let i = 0; i < ours.length; i++) expect(Math.abs(ours[i] - theirs[i]), `value ${i}`).toBeLessThan(within)
}
