import type { Gene } from '../../genome/gene.ts'
import type { Matrix } from '../../models/matrix.ts'
import { fitComponents, scores } from '../../models/pca.ts'
import type { EvaluatedGenome } from './evaluated.ts'

/** Genomes as points of a plane. */
export interface Projection {
  /** One a genome. */
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** Share of all variance that the plane shows. */
  readonly shown: number
}

/** How far apart two ideas lie, against the whole range of one gene. */
const apart = Math.SQRT1_2

/**
 * Where genomes lie along the two directions in which they differ most: every gene on a scale of its own, 0…1, in the middle where a genome
 * has none of that name; and a column for each idea, so that two of them lie as far apart as the two ends of a gene.
 *
 * @returns `undefined` for fewer than three genomes, or genomes all alike
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

/** 0 at the least that a gene may be, 1 at the most. */
export const place = ({ value, spec: { min, max } }: Gene): number => (max > min ? (value - min) / (max - min) : 0.5)

function matrixOf(evaluated: readonly EvaluatedGenome[]): Matrix {
  const names = new Map<string, number>()
  const columnOf = (name: string) => names.get(name) ?? names.set(name, names.size).size - 1
  const own = evaluated.map(({ seed, genes }) => [
    { column: columnOf(seed), value: apart },
    ...genes.map(gene => ({ column: columnOf(gene.name), value: place(gene) - 0.5 })),
  ])
  const [rows, columns] = [evaluated.length, names.size]
  const values = new Float64Array(rows * columns)
  own.forEach((cells, r) => {
    for (const { column, value } of cells) values[r * columns + column] = value
  })
  return { rows, columns, values }
}
