import { z } from 'zod'
import { stream } from '../random.ts'
import { fail, ok, type Result } from '../result.ts'
import { bootstrap } from './forest/forest.ts'
import { firstIssue } from './frozen.ts'
import type { Method } from './learner.ts'
import { fitLinearSvc, margin, type Plane } from './linear-svc.ts'
import { quantile } from './quantile.ts'
import { fitScaler, type Scaler, scaled } from './scaler.ts'

export interface PlaneVotesOptions {
  /** Planes that vote, ≥ 1. */
  readonly members: number
  /** Weight of the mean squared hinge loss against the size of the weights: the same for every number of rows. */
  readonly regularization: number
  /** Share of the margins in training, 0…1, that one must exceed in size to be a vote. */
  readonly conviction: number
}

/** Planes between what rose and what fell, and how far from each a row must lie for its vote. */
export interface PlaneVotes extends Scaler {
  /** `least`: size of the margin from which a row has its vote, ≥ 0. */
  readonly planes: readonly (Plane & { readonly least: number })[]
}

/** Any number will do, if only it is always the same one. */
const seed = 11

/**
 * Linear classifiers of the sign of a return, each with one vote. The first learns from the whole window, each further one from as many of
 * its rows drawn with replacement: members that all saw the same would all say the same.
 *
 * A row that was followed by no change says nothing. Nothing is learned where all rose, or all fell.
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
    speaker: ({ mean, scale, planes }) => {
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

/** The state of such planes, checked whole. */
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
