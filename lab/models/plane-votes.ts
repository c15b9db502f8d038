import { z } from 'zod'
import { stream } from '../random.ts'
import { fail, ok, type Result } from '../result.ts'
import { bootstrap } from './forest/forest.ts'
import { firstIssue } from './frozen.ts'
import type { Method } from './learner.ts'
import { fitLinearSvc, margin, type Plane } from './linear-svc.ts'
import { quantile } from './quantile.ts'
import { fitScaler, type Scaler, scaled } from './scaler.ts'

/** Options of `planeVotes`. */
export interface PlaneVotesOptions {
  /** Number of planes that vote, ≥ 1. */
  readonly members: number
  /** Weight of the mean squared hinge loss against the penalty on the weights; independent of the number of rows. */
  readonly regularization: number
  /**
   * Quantile of the sizes of the training margins, 0…1. A plane votes on a row only if the margin is at least as large.
   */
  readonly conviction: number
}

/** Fitted planes that separate rises from falls, each with the minimum margin for a vote. */
export interface PlaneVotes extends Scaler {
  /** `least`: minimum size of the margin for a vote, ≥ 0. */
  readonly planes: readonly (Plane & { readonly least: number })[]
}

/** An arbitrary constant, so that every fit is reproducible. */
const seed = 11

/**
 * Linear classifiers of the sign of the return, each with one vote. The prediction is the mean vote, −1…+1. It is NaN
 * if no plane votes.
 *
 * The first classifier is trained on the whole window. Each further one is trained on a bootstrap sample of the window,
 * because classifiers with the same data would all agree.
 *
 * A row with a return of 0 has no influence. The fit returns `undefined` unless there are both rises and falls.
 */
export function planeVotes({ members, regularization, conviction }: PlaneVotesOptions): Method<PlaneVotes> {
  return {
    fit(rows, returns, refitTime) {
      const labels = returns.map(Math.sign)
      if (!labels.includes(1) || !labels.includes(-1)) return undefined
      const scaler = fitScaler(rows)
      const x = scaled(rows, scaler)
      const planes = Array.from({ length: members }, (_, member) => {
        const chance = stream(seed, 'plane-votes', refitTime, member)
        const counts = member === 0 ? new Int32Array(x.rows).fill(1) : bootstrap(x.rows, chance)
        const plane = fitLinearSvc(
          x,
          labels,
          Float64Array.from(counts, count => (count * regularization) / x.rows),
        )
        const sizes = Float64Array.from({ length: x.rows }, (_, r) => Math.abs(margin(x, r, plane)))
        return { ...plane, least: quantile(sizes, conviction) }
      })
      return { ...scaler, planes }
    },
    predictor: ({ mean, scale, planes }) => {
      return row => {
        const x = scaled(row, { mean, scale })
        const votes = planes.map(plane => {
          const side = margin(x, 0, plane)
          return Math.abs(side) >= plane.least ? Math.sign(side) : 0
        })
        if (votes.every(vote => vote === 0)) return Number.NaN
        return votes.reduce<number>((sum, vote) => sum + vote, 0) / votes.length
      }
    },
  }
}

/**
 * Parses and checks fitted planes.
 *
 * @param json    content of a state, as JSON values
 * @param columns expected number of features
 * @param members expected number of planes
 * @returns the planes, or a description of the first error
 */
export function readPlaneVotes(json: unknown, columns: number, members: number): Result<PlaneVotes, string> {
  const perColumn = z.array(z.number()).length(columns)
  const shape = z.strictObject({
    mean: perColumn,
    scale: z.array(z.number().positive()).length(columns),
    planes: z
      .array(z.strictObject({ weights: perColumn, bias: z.number(), least: z.number().nonnegative() }))
      .length(members),
  })
  const read = shape.safeParse(json)
  return read.success ? ok(read.data) : fail(firstIssue(read.error))
}
