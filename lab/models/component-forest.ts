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
  /** Number of principal components that are the input of the trees, ≥ 1. */
  readonly components: number
  /** Maximum depth of a tree: questions from root to leaf. */
  readonly depth: number
  readonly trees: number
  /**
   * A forecast above this quantile of the training forecasts gives a long signal, below the quantile 1 − `quantile` a
   * short one; 0.5…1.
   */
  readonly quantile: number
}

/** Conversion of input columns to component scores: they are standardised, then projected onto the components. */
interface Projection extends Scaler {
  /** `mean` and `loadings` of `Components`, for the standardised columns. */
  readonly center: readonly number[]
  readonly loadings: readonly (readonly number[])[]
}

/**
 * A fitted forest on principal components, with the bounds of its signals. Thresholds of the trees are in
 * ten-thousandths of a component score, their answers in millionths of a return.
 */
export interface ComponentForest extends Projection, EncodedTrees {
  /** A forecast below gives a short signal, millionths of a return. */
  readonly low: number
  /** A forecast above gives a long signal, millionths of a return. */
  readonly high: number
}

/** An arbitrary constant, so that every fit is reproducible. */
const seed = 12
/**
 * Minimum rows in a leaf. The returns of neighbouring rows overlap, so these rows are worth little more than two
 * independent returns.
 */
const leastRows = 2 * horizon

/**
 * A random forest that forecasts the following return from principal components of the standardised columns.
 *
 * A forecast gives a signal when it is extreme among the training forecasts. These are out-of-bag: the forecast of a
 * row uses only the trees that were fitted without it.
 *
 * The fit returns `undefined` when all returns of the window are equal.
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
    predictor: state => {
      const trees = decodeTrees(state, boundsOf(options))
      if (!trees.ok) throw new RangeError(`componentForest: ${trees.error}`)
      return row => {
        const forecast = forestAnswer(trees.value, projected(row, state).values, 0)
        return forecast > state.high ? 1 : forecast < state.low ? -1 : Number.NaN
      }
    },
  }
}

/**
 * Parses and checks the state of a forest: its shape, finite numbers, and that every split tests an existing
 * component.
 *
 * @param columns number of input columns
 */
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

/** Component scores in whole ten-thousandths: finer differences are noise, and short thresholds keep files small. */
function projected(rows: Matrix, projection: Projection): Matrix {
  const found = scores(scaled(rows, projection), { mean: projection.center, loadings: projection.loadings })
  return { ...found, values: found.values.map(value => inWhole(value * 1e4)) }
}

/** Rounded to a whole number; never −0, which JSON writes as 0. */
const inWhole = (value: number) => Math.round(value) + 0
