import { type Costs, stressed } from '../../market/fees.ts'
import { seen } from '../candidate.ts'
import type { Job } from '../measuring/job.ts'
import { above, atLeast, type Gate } from './gate.ts'

export interface CostFindings {
  /** The smallest of the stated costs over the venue's own. */
  readonly stated: number
  /** Total return in training and validation, by how many times the costs and how many bars late. */
  readonly surface: readonly { readonly times: number; readonly late: number; readonly totalReturn: number }[]
  readonly validationStressed: number
  readonly seenStressed: number
  readonly validationLate: number
  /** Times the costs at which nothing is left; the largest that was tried where something still is. */
  readonly breakEven: number
  readonly beyond: boolean
}

const multiples = [0, 0.5, 1, 1.5, 2, 3, 4, 6]

/** G5: whether it would still earn if trading cost more than we think. */
export const costs: Gate<CostFindings> = {
  id: 'G5',
  name: 'costs',
  concern: 'It would still earn if trading cost more, and came later, than we think.',
  async find({ candidate, thresholds, measure }, onProgress) {
    const { reference, multiple, latencyBars } = thresholds.costs
    const { strategy, bred, segments } = candidate
    const real = atLeastTheirs(candidate.costs, reference)
    const over = (times: number, late: number): Job => ({
      ...{ strategy: bred, ...seen(candidate), costs: stressed(real, times) },
      ...(late > 0 && { delay: late }),
    })
    const lates = [1, 2, 3].flatMap(times => [...new Set([1, 2, latencyBars])].map(late => ({ times, late })))
    const points = [...multiples.map(times => ({ times, late: 0 })), ...lates]
    const validation = { strategy, ...segments.validation }
    const jobs: readonly Job[] = [
      ...points.map(({ times, late }) => over(times, late)),
      { ...validation, costs: stressed(real, multiple) },
      { ...validation, costs: real, delay: latencyBars },
      over(multiple, 0),
    ]
    const totals = (await measure(jobs, onProgress)).map(({ metrics }) => metrics.totalReturn)
    const surface = points.map((point, i) => ({ ...point, totalReturn: totals[i] }))
    return {
      stated: Math.min(
        ...keys.map(name => (reference[name] > 0 ? candidate.costs[name] / reference[name] : Number.POSITIVE_INFINITY)),
      ),
      surface,
      validationStressed: totals[points.length],
      validationLate: totals[points.length + 1],
      seenStressed: totals[points.length + 2],
      ...breakEvenOf(surface.filter(({ late }) => late === 0)),
    }
  },
  checks: [
    {
      check: 'costs that are assumed',
      unit: 'times',
      required: () => 1,
      found: f => f.stated,
      passes: (found, required) => found >= required - 1e-9,
      say: found =>
        `The least of the costs that it assumes is ${found} what the venue charges; no cost may be forgotten.`,
      silent: '',
    },
    {
      check: 'validation at a multiple of the costs',
      unit: 'share',
      required: () => 0,
      found: f => f.validationStressed,
      passes: above,
      say: found => `Return in validation with fees, slippage and funding multiplied: ${found}; it must be above zero.`,
      silent: '',
    },
    {
      check: 'all time at a multiple of the costs',
      unit: 'share',
      required: () => 0,
      found: f => f.seenStressed,
      passes: above,
      say: found =>
        `Return in training and validation with fees, slippage and funding multiplied: ${found}; it must be above zero.`,
      silent: '',
    },
    {
      check: 'validation with later fills',
      unit: 'share',
      required: () => 0,
      found: f => f.validationLate,
      passes: above,
      say: found => `Return in validation when every decision comes late: ${found}; it must be above zero.`,
      silent: '',
    },
    {
      check: 'break-even costs',
      unit: 'times',
      required: t => t.costs.breakEven,
      found: f => f.breakEven,
      passes: atLeast,
      say: (found, required, f) =>
        `It earns up to ${f.beyond ? 'more than ' : ''}${found} the costs; ${required} is asked for.`,
      silent: '',
    },
  ],
}

const keys = ['taker', 'maker', 'slippage', 'unknownFunding'] as const

/** Stated costs, but never less than the venue's own: who forgets one is judged as if he had not. */
const atLeastTheirs = (stated: Costs, theirs: Costs): Costs => ({
  ...stated,
  ...Object.fromEntries(keys.map(name => [name, Math.max(stated[name], theirs[name])])),
})

function breakEvenOf(line: readonly { readonly times: number; readonly totalReturn: number }[]) {
  for (const [i, { times, totalReturn }] of line.entries()) {
    if (totalReturn > 0) continue
    if (i === 0) return { breakEven: 0, beyond: false }
    const before = line[i - 1]
    const share = before.totalReturn / (before.totalReturn - totalReturn)
    return { breakEven: before.times + share * (times - before.times), beyond: false }
  }
  return { breakEven: line[line.length - 1].times, beyond: true }
}
