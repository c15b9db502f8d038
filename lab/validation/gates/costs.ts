import { type Costs, stressed } from '../../market/fees.ts'
import { seen } from '../candidate.ts'
import type { Job } from '../measuring/job.ts'
import { above, atLeast, type Gate } from './gate.ts'

export interface CostFindings {
  /** Smallest ratio of an assumed cost to the venue's. */
  readonly stated: number
  /** Total return in training and validation, by cost multiple and by delay in bars. */
  readonly surface: readonly { readonly times: number; readonly late: number; readonly totalReturn: number }[]
  readonly validationStressed: number
  readonly seenStressed: number
  readonly validationLate: number
  /** Cost multiple at which the profit is zero, or the largest multiple tried if it is still positive. */
  readonly breakEven: number
  readonly beyond: boolean
}

const multiples = [0, 0.5, 1, 1.5, 2, 3, 4, 6]

/** G5: whether it stays profitable if trading costs more, or fills come later, than assumed. */
export const costs: Gate<CostFindings> = {
  id: 'G5',
  name: 'costs',
  concern: 'It stays profitable if trading costs more and fills come later than assumed.',
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
        `Its lowest assumed cost is ${found} the venue's. Required: at least 1 time, so that no cost is left out.`,
      silent: '',
    },
    {
      check: 'validation at a multiple of the costs',
      unit: 'share',
      required: () => 0,
      found: f => f.validationStressed,
      passes: above,
      say: found => `Return in validation with fees, slippage and funding multiplied: ${found}. Required: above zero.`,
      silent: '',
    },
    {
      check: 'all time at a multiple of the costs',
      unit: 'share',
      required: () => 0,
      found: f => f.seenStressed,
      passes: above,
      say: found =>
        `Return in training and validation with fees, slippage and funding multiplied: ${found}. Required: above zero.`,
      silent: '',
    },
    {
      check: 'validation with later fills',
      unit: 'share',
      required: () => 0,
      found: f => f.validationLate,
      passes: above,
      say: found => `Return in validation with delayed fills: ${found}. Required: above zero.`,
      silent: '',
    },
    {
      check: 'break-even costs',
      unit: 'times',
      required: t => t.costs.breakEven,
      found: f => f.breakEven,
      passes: atLeast,
      say: (found, required, f) =>
        `It breaks even at ${f.beyond ? 'more than ' : ''}${found} the costs. Required: at least ${required}.`,
      silent: '',
    },
  ],
}

const keys = ['taker', 'maker', 'slippage', 'unknownFunding'] as const

/** The stated costs, each raised to the venue's own if lower, so that a forgotten cost is charged all the same. */
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
