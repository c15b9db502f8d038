import type { Gene } from '../../genome/gene.ts'
import type { Matrix } from '../../models/matrix.ts'
import { fitComponents, scores } from '../../models/pca.ts'
import type { EvaluatedGenome } from './evaluated.ts'

/** Genomes as points in a plane. */
export interface Projection {
  /** One value for each genome. */
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** Share of the variance that the plane explains, 0…1. */
  readonly shown: number
}

/** Value of a genome in the column of its own seed. The distance between two seeds is then 1, as between the two ends of a gene. */
const ownSeed = Math.SQRT1_2

/**
 * Projects genomes onto their first two principal components. Every gene is a column, scaled to −0.5…+0.5 and 0 for genomes without it.
 * Every seed is a column too, so that two seeds are as far apart as the two ends of a gene.
 *
 * @returns `undefined` for fewer than three genomes, or when all are equal
 */
export function projectGenomes(evaluated: readonly EvaluatedGenome[]): Projection | undefined {
  const x = matrixOf(evaluated)
  if (x.rows < 3 || x.columns < 2) return undefined
  const all = fitComponents(x, x.columns)
  const variance = all.variance.reduce((sum, value) => sum + value, 0)
  if (!(variance > 0)) return undefined
  const plane = scores(x, { mean: all.mean, loadings: all.loadings.slice(0, 2) })
  const column = (c: number) => Array.from({ length: x.rows }, (_, r) => plane.values[r * 2 + c])
  return { x: column(0), y: column(1), shown: (all.variance[0] + all.variance[1]) / variance }
}

/** A gene's value within its allowed range: 0 at the lowest, 1 at the highest. */
export const normalized = ({ value, spec: { min, max } }: Gene): number =>
  max > min ? (value - min) / (max - min) : 0.5

function matrixOf(evaluated: readonly EvaluatedGenome[]): Matrix {
  const names = new Map<string, number>()
  const columnOf = (name: string) => names.get(name) ?? names.set(name, names.size).size - 1
  const own = evaluated.map(({ seed, genes }) => [
    { column: columnOf(seed), value: ownSeed },
    ...genes.map(gene => ({ column: columnOf(gene.name), value: normalized(gene) - 0.5 })),
  ])
  const [rows, columns] = [evaluated.length, names.size]
  const values = new Float64Array(rows * columns)
  own.forEach((cells, r) => {
    for (const { column, value } of cells) values[r * columns + column] = value
  })
  return { rows, columns, values }
}
