import { z } from 'zod'
import { stream } from '../random.ts'
import { fail, ok, type Result } from '../result.ts'
import { decodeTrees, type EncodedTrees, encodeTrees } from './forest/encoding.ts'
import { fitForest } from './forest/forest.ts'
import { forestAnswer } from './forest/trees.ts'
import { firstIssue } from './frozen.ts'
import { horizon, type Method } from './learner.ts'
import type { Matrix } from './matrix.ts'
import { fitComponents, scores } from './pca.ts'
import { quantile } from './quantile.ts'
import { fitScaler, type Scaler, scaled } from './scaler.ts'

export interface ComponentForestOptions {
  /** Principal components that the trees see, ≥ 1. */
  readonly components: number
  /** Questions from root to leaf, at most. */
  readonly depth: number
  readonly trees: number
  /** Share of the forecasts in training, 0.5…1, that one must exceed to be a signal; its mirror image for a fall. */
  readonly quantile: number
}

/** How a row becomes scores: by the scaler first, and then along the components. */
interface Projection extends Scaler {
  /** See `Components`, of the scaled columns: their means, and the directions. */
  readonly center: readonly number[]
  readonly loadings: readonly (readonly number[])[]
}

/**
 * A forest on principal components, and between which forecasts it has no signal. Its thresholds are in ten-thousandths of a score, its
 * answers in millionths of a return.
 */
export interface ComponentForest extends Projection, EncodedTrees {
  /** Millionths of a return. */
  readonly low: number
  readonly high: number
}

/** Any number will do, if only it is always the same one. */
const seed = 12
/** Labels of neighbouring rows overlap: this many rows saw little more than two returns, and a leaf of fewer tells an anecdote. */
const leastRows = 2 * horizon

/**
 * A random forest's forecast of the return, from principal components of the standardised columns, against the forecasts that its trees made
 * in training for rows which they had not seen.
 *
 * Nothing is learned where all rows were followed by the same.
 */
export function componentForest(options: ComponentForestOptions): Method<ComponentForest> {
  return {
    fit(rows, returns, refitTime) {
      if (returns.every(value => value === returns[0])) return undefined
      const scaler = fitScaler(rows)
      const { mean: center, loadings } = fitComponents(scaled(rows, scaler), options.components)
      const projection = { ...scaler, center, loadings }
      const limits = {
        ...{ trees: options.trees, depth: options.depth, leastRows },
        columnsPerNode: Math.ceil(options.components / 3),
        answer: inWhole,
      }
      const targets = returns.map(value => inWhole(value * 1e6))
      const chance = stream(seed, 'component-forest', refitTime)
      const { trees, unseen } = fitForest(projected(rows, projection), targets, limits, chance)
      const forecasts = unseen.filter(value => !Number.isNaN(value))
      const [low, high] = [1 - options.quantile, options.quantile].map(q => quantile(forecasts, q))
      return { ...projection, ...encodeTrees(trees), low, high }
    },
    speaker: state => {
      const trees = decodeTrees(state, boundsOf(options))
      if (!trees.ok) throw new RangeError(`componentForest: ${trees.error}`)
      return row => {
        const forecast = forestAnswer(trees.value, projected(row, state).values, 0)
        return forecast > state.high ? 1 : forecast < state.low ? -1 : Number.NaN
      }
    },
  }
}

/** The state of such a forest, checked whole: shapes, finite numbers, and that every question asks about a component. */
export function readComponentForest(
  json: unknown,
  columns: number,
  options: ComponentForestOptions,
): Result<ComponentForest, string> {
  const numbers = z.array(z.number())
  const shape = z.strictObject({
    mean: numbers.length(columns),
    scale: z.array(z.number().positive()).length(columns),
    center: numbers.length(columns),
    loadings: z.array(numbers.length(columns)).length(options.components),
    columns: numbers,
    values: numbers,
    low: z.number(),
    high: z.number(),
  })
  const read = shape.safeParse(json)
  if (!read.success) return fail(firstIssue(read.error))
  const { low, high } = read.data
  if (low > high) return fail(`low is ${low}, expected ≤ ${high}, which is high`)
  const trees = decodeTrees(read.data, boundsOf(options))
  return trees.ok ? ok(read.data) : trees
}

const boundsOf = ({ trees, components, depth }: ComponentForestOptions) => ({ trees, depth, columns: components })

/** Whole ten-thousandths of a score: finer means nothing, and every threshold between two of them is short to write down. */
function projected(rows: Matrix, projection: Projection): Matrix {
  const found = scores(scaled(rows, projection), { mean: projection.center, loadings: projection.loadings })
  return { ...found, values: found.values.map(value => inWhole(value * 1e4)) }
}

/** Rounded; never −0, which JSON writes as 0. */
const inWhole = (value: number) => Math.round(value) + 0
