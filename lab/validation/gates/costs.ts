import { type Costs, stressed } from '../../market/fees.ts'
import { seen } from '../candidate.ts'
import type { Job } from '../measuring/job.ts'
import { above, atLeast, type Gate } from './gate.ts'

export interface CostFindings {
  /** The smallest ratio, over all kinds of cost, of the assumed cost to the venue's. */
  readonly stated: number
  /** Total return over training and validation together, for each cost multiple (`times`) and delay of fills in bars (`late`). */
  readonly surface: readonly { readonly times: number; readonly late: number; readonly totalReturn: number }[]
  /** Total return in validation at the multiple of the costs that the thresholds set. */
  readonly validationStressed: number
  /** The same over training and validation together. */
  readonly seenStressed: number
  /** Total return in validation with fills delayed by `latencyBars`. */
  readonly validationLate: number
  /** Cost multiple at which the profit is zero, or the largest multiple tried if it is still positive. */
  readonly breakEven: number
  /** Whether the profit is still positive at the largest multiple tried. */
  readonly beyond: boolean
}

const multiples = [0, 0.5, 1, 1.5, 2, 3, 4, 6]

/** G5: whether the strategy stays profitable if trading costs more, or fills come later, than assumed. */
export const costs: Gate<CostFindings> = {
  id: 'G5',
  name: 'costs',
  concern: 'It stays profitable if trading costs more and fills come later than assumed.',
  async find({ candidate, thresholds, measure }, onProgress) {
    const { reference, multiple, latencyBars } = thresholds.costs
    const { strategy, bred, segments } = candidate
    const real = atLeastVenueCosts(candidate.costs, reference)
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

/** The assumed costs; each cost below the venue's is raised to it, so that a forgotten cost is charged too. */
const atLeastVenueCosts = (assumed: Costs, venue: Costs): Costs => ({
  ...assumed,
  ...Object.fromEntries(keys.map(name => [name, Math.max(assumed[name], venue[name])])),
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
