import { sharpe } from '../../backtest/sharpe.ts'
import type { Outcome } from '../../market/outcome.ts'
import { ceilTo, day, epochMs, floorTo } from '../../market/units.ts'
import { seen } from '../candidate.ts'
import { returnsByDay } from '../returns-by-day.ts'
import { above, atMost, type Gate } from './gate.ts'
import { annualSharpe } from './returns.ts'

export interface PortfolioFindings {
  readonly live: number
  /** Names of the strategies whose daily returns are unknown here. */
  readonly unknown: readonly string[]
  readonly nearest?: { readonly name: string; readonly correlation: number }
  /** Annual Sharpe ratio of all strategies together at equal risk, with the candidate minus without it. */
  readonly marginal?: number
  readonly book?: number
}

/** G9: whether it adds to the strategies that already trade. */
export const portfolio: Gate<PortfolioFindings> = {
  id: 'G9',
  name: 'portfolio',
  concern: 'It adds to the strategies that already trade.',
  async find({ candidate, outcomes, live }) {
    const { from, to } = wholeDays(seen(candidate))
    const own = joined([outcomes.train, outcomes.validation], from, to)
    const known = live.filter(({ returns }) => returns && overlap(own, returns) >= 60)
    const correlations = known.map(({ name, returns }) => ({
      name,
      correlation: correlation(own, returns as Float64Array),
    }))
    const nearest = correlations.sort((a, b) => b.correlation - a.correlation)[0]
    const others = known.map(({ returns }) => returns as Float64Array)
    const book = others.length > 0 ? together(others) : undefined
    const more = others.length > 0 ? together([...others, own]) : undefined
    return {
      live: live.length,
      unknown: live.filter(one => !known.includes(one)).map(({ name }) => name),
      ...(nearest && { nearest }),
      ...(book !== undefined && more !== undefined && { book, marginal: more - book }),
    }
  },
  checks: [
    {
      check: 'correlation with what trades',
      unit: 'ratio',
      required: t => t.portfolio.correlation,
      found: f => (f.unknown.length > 0 ? undefined : (f.nearest?.correlation ?? 0)),
      passes: atMost,
      say: (found, required, f) =>
        f.nearest
          ? `Correlation of its daily returns with ${f.nearest.name}: ${found}. Limit: ${required}, because a near copy adds risk instead of return.`
          : 'No other strategy trades yet.',
      silent:
        'Returns of the trading strategies are unknown for these days: bars are missing in the lake, or a file was not read.',
    },
    {
      check: 'contribution to what trades',
      unit: 'ratio',
      required: () => 0,
      found: f => f.marginal,
      passes: above,
      say: (found, _, f) =>
        `Adding it changes the Sharpe ratio of all strategies at equal risk from ${f.book?.toFixed(2)} by ${found}. Required: above zero.`,
      silent: 'Returns of the trading strategies are unknown for these days.',
      asked: f => f.live > 0,
    },
  ],
}

/** Extends a time range to UTC midnights. */
export const wholeDays = ({ from, to }: { readonly from: number; readonly to: number }) => ({
  from: floorTo(from, day),
  to: ceilTo(to, day),
})

function joined(outcomes: readonly Outcome[], from: number, to: number): Float64Array {
  const out = new Float64Array((to - from) / day).fill(Number.NaN)
  for (const outcome of outcomes) {
    returnsByDay(outcome, epochMs(from), epochMs(to)).forEach((value, i) => {
      if (!Number.isNaN(value)) out[i] = value
    })
  }
  return out
}

const both = (a: Float64Array, b: Float64Array) => [...a.keys()].filter(i => !Number.isNaN(a[i] + b[i]))
const overlap = (a: Float64Array, b: Float64Array) => both(a, b).length

function correlation(a: Float64Array, b: Float64Array): number {
  const rows = both(a, b)
  const mean = (x: Float64Array) => rows.reduce((sum, i) => sum + x[i], 0) / rows.length
  const [ma, mb] = [mean(a), mean(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (const i of rows) {
    ab += (a[i] - ma) * (b[i] - mb)
    aa += (a[i] - ma) ** 2
    bb += (b[i] - mb) ** 2
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0
}

/** Annual Sharpe ratio of all series together, each scaled to the same volatility, over days known for all. */
function together(all: readonly Float64Array[]): number | undefined {
  const rows = [...all[0].keys()].filter(i => all.every(x => !Number.isNaN(x[i])))
  const scaled = all.map(x => {
    const days = Float64Array.from(rows, i => x[i])
    const ratio = sharpe(days)
    const mean = days.reduce((a, b) => a + b, 0) / days.length
    return { days, deviation: ratio === undefined || ratio === 0 ? 0 : Math.abs(mean / ratio) }
  })
  return annualSharpe(
    Float64Array.from(
      rows,
      (_, k) =>
        scaled.reduce((sum, { days, deviation }) => sum + (deviation > 0 ? days[k] / deviation : 0), 0) / all.length,
    ),
  )
}
