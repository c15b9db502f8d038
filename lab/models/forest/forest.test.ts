import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gaussian, integer, random } from '../../random.ts'
import type { Matrix } from '../matrix.ts'
import { decodeTrees, encodeTrees } from './encoding.ts'
import { bootstrap, fitForest, fitTree } from './forest.ts'
import { forestAnswer, type Trees, treeAnswer } from './trees.ts'

/** Values on a coarse grid, so that ties are many. */
function drawn(seed: number, rows: number, columns: number) {
  const chance = random(seed)
  const x: Matrix = {
    rows,
    columns,
    values: Float64Array.from({ length: rows * columns }, () => integer(chance, 0, 9)),
  }
  return { x, y: Float64Array.from({ length: rows }, () => gaussian(chance)), chance }
}

const problems = fc
  .record({ seed: fc.nat(), rows: fc.integer({ min: 1, max: 60 }), columns: fc.integer({ min: 1, max: 5 }) })
  .map(({ seed, rows, columns }) => drawn(seed, rows, columns))
const limits = fc.record({ depth: fc.integer({ min: 1, max: 7 }), leastRows: fc.integer({ min: 1, max: 8 }) })
const answer = (mean: number) => mean

const answers = (trees: Trees, { rows, columns, values }: Matrix) =>
  Float64Array.from({ length: rows }, (_, r) => treeAnswer(trees, 0, values, r * columns))

describe('a regression tree', () => {
  test('answers the mean of the rows in a leaf, and no leaf has fewer than it may', () => {
    fc.assert(
      fc.property(problems, limits, ({ x, y }, chosen) => {
        const found = answers(fitTree(x, y, chosen), x)
        const groups = new Set(found)
        for (const mean of groups) {
          const rows = y.filter((_, r) => found[r] === mean)
          expect(mean).toBeCloseTo(rows.reduce((sum, value) => sum + value, 0) / rows.length, 10)
          expect(rows.length).toBeGreaterThanOrEqual(Math.min(chosen.leastRows, x.rows))
        }
        expect(groups.size).toBeLessThanOrEqual(2 ** chosen.depth)
      }),
    )
  })

  test('first asks the question that leaves the least squares of all', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 1, max: 8 }), ({ x, y }, leastRows) => {
        const found = answers(fitTree(x, y, { depth: 1, leastRows }), x)
        const left = found.reduce((sum, mean, r) => sum + (y[r] - mean) ** 2, 0)
        expect(left).toBeCloseTo(leastSquares(x, y, leastRows), 9)
      }),
    )
  })

  test('asks about the earlier column, and the lower threshold, where two questions are as good', () => {
    const x = { rows: 4, columns: 2, values: Float64Array.of(0, 0, 1, 1, 2, 2, 3, 3) }
    const trees = fitTree(x, [0, 1, 1, 0], { depth: 1, leastRows: 1 })
    expect([trees.column[0], trees.value[0]]).toEqual([0, 0.5])
  })

  test('asks nothing where all rows were followed by the same', () => {
    const { x } = drawn(1, 40, 3)
    expect(fitTree(x, new Float64Array(40).fill(0.1), { depth: 5, leastRows: 1 }).column).toEqual(Int32Array.of(-1))
  })
})

describe('a forest', () => {
  test('is the same for the same chance, and another for another', () => {
    const { x, y } = drawn(3, 80, 4)
    const grown = (seed: number) =>
      fitForest(x, y, { trees: 8, depth: 4, leastRows: 3, columnsPerNode: 2, answer }, random(seed))
    expect(grown(1)).toEqual(grown(1))
    expect(grown(1).trees).not.toEqual(grown(2).trees)
  })

  test('answers between the least and the most that it saw', () => {
    fc.assert(
      fc.property(problems, limits, ({ x, y, chance }, chosen) => {
        const { trees } = fitForest(x, y, { ...chosen, trees: 5, columnsPerNode: 1, answer }, chance)
        for (let r = 0; r < x.rows; r++) {
          const found = forestAnswer(trees, x.values, r * x.columns)
          expect(found).toBeGreaterThanOrEqual(Math.min(...y) - 1e-9)
          expect(found).toBeLessThanOrEqual(Math.max(...y) + 1e-9)
        }
      }),
    )
  })

  test('knows its own rows by heart, but where there is nothing to learn the unseen ones show it', () => {
    const { x, y, chance } = drawn(5, 400, 4)
    const { trees, unseen } = fitForest(x, y, { trees: 60, depth: 7, leastRows: 2, columnsPerNode: 2, answer }, chance)
    const seen = Float64Array.from(unseen, (_, r) => forestAnswer(trees, x.values, r * x.columns))
    expect(correlation(seen, y)).toBeGreaterThan(0.7)
    expect(Math.abs(correlation(unseen, y))).toBeLessThan(0.15)
  })

  test('learns what depends on two columns together', () => {
    const { x, chance } = drawn(6, 400, 4)
    const y = Float64Array.from({ length: 400 }, (_, r) =>
      Math.sign((x.values[r * 4] - 4.5) * (x.values[r * 4 + 1] - 4.5)),
    )
    const { unseen } = fitForest(x, y, { trees: 60, depth: 7, leastRows: 2, columnsPerNode: 2, answer }, chance)
    expect(correlation(unseen, y)).toBeGreaterThan(0.8)
  })

  test('draws as many rows as there are', () => {
    const counts = bootstrap(200, random(1))
    expect(counts.reduce((a, b) => a + b, 0)).toBe(200)
    expect(counts.filter(count => count === 0).length / 200).toBeCloseTo(1 / Math.E, 1)
  })

  test.each([
    ['trees is 0', { trees: 0 }],
    ['depth is 17', { depth: 17 }],
    ['leastRows is 1.5', { leastRows: 1.5 }],
    ['columnsPerNode is 5, expected a whole number 1…4', { columnsPerNode: 5 }],
  ])('is refused where %s', (message, change) => {
    const { x, y, chance } = drawn(1, 10, 4)
    const chosen = { trees: 2, depth: 2, leastRows: 1, columnsPerNode: 1, answer, ...change }
    expect(() => fitForest(x, y, chosen, chance)).toThrow(message)
  })
})

describe('trees as JSON', () => {
  const bounds = { trees: 5, depth: 4, columns: 3 }
  const { x, y, chance } = drawn(9, 60, 3)
  const { trees } = fitForest(x, y, { ...bounds, leastRows: 4, columnsPerNode: 2, answer }, chance)
  const written = JSON.parse(JSON.stringify(encodeTrees(trees)))

  test('are read back as they were', () => {
    expect(decodeTrees(written, bounds)).toEqual({ ok: true, value: trees })
  })

  test('are read as trees that end, or refused, however they are perturbed', () => {
    const places = fc.integer({ min: 0, max: trees.column.length - 1 })
    fc.assert(
      fc.property(places, fc.integer({ min: -3, max: 4 }), fc.boolean(), (place, column, cut) => {
        const columns = cut ? written.columns.slice(0, place) : written.columns.with(place, column)
        const read = decodeTrees({ columns, values: written.values.slice(0, columns.length) }, bounds)
        if (!read.ok) return
        const { roots, right } = read.value
        expect(roots.length).toBe(bounds.trees)
        for (let node = 0; node < columns.length; node++) {
          if (columns[node] >= 0) expect(right[node]).toBeGreaterThan(node + 1)
          expect(right[node]).toBeLessThan(columns.length)
        }
      }),
    )
  })

  test.each([
    ['there are 1 trees, expected 5', [-1], [0]],
    ['node 2 is missing', [0, -1], [0, 0]],
    ['node 0 tests column 3, expected −1…2', [3, -1, -1], [0, 0, 0]],
    ['node 0 has value Infinity', [-1], [Number.POSITIVE_INFINITY]],
    ['node 4 has a question at depth 4', [0, 0, 0, 0, 0, -1], [0, 0, 0, 0, 0, 0]],
    ['2 columns and 1 values', [-1, -1], [0]],
  ])('are refused where %s', (why, columns, values) => {
    expect(decodeTrees({ columns, values }, bounds)).toEqual({ ok: false, error: expect.stringContaining(why) })
  })
})

/** Tries every question there is. */
function leastSquares({ rows, columns, values }: Matrix, y: Float64Array, leastRows: number): number {
  const squares = (group: readonly number[]) => {
    const mean = group.reduce((a, b) => a + b, 0) / group.length
    return group.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  }
  let least = squares([...y])
  for (let c = 0; c < columns; c++) {
    for (let threshold = 0; threshold < 9; threshold++) {
      const left: number[] = []
      const right: number[] = []
      for (let r = 0; r < rows; r++) (values[r * columns + c] <= threshold ? left : right).push(y[r])
      if (Math.min(left.length, right.length) < leastRows) continue
      least = Math.min(least, squares(left) + squares(right))
    }
  }
  return least
}

function correlation(a: Float64Array, b: Float64Array): number {
  const mean = (x: Float64Array) => x.reduce((sum, value) => sum + value, 0) / x.length
  const [ma, mb] = [mean(a), mean(b)]
  const together = (p: Float64Array, mp: number, q: Float64Array, mq: number) =>
    p.reduce((sum, value, i) => sum + (value - mp) * (q[i] - mq), 0)
  return together(a, ma, b, mb) / Math.sqrt(together(a, ma, a, ma) * together(b, mb, b, mb))
}
