import type { Bars } from '../../market/bars.ts'
import { day, showTime } from '../../market/units.ts'
import { quantile } from '../../models/quantile.ts'
import { seen, universeOf } from '../candidate.ts'
import { atLeast, atMost, type Gate } from './gate.ts'
import { annualSharpe, dailyOf, daysOf, drawdownOf, growth } from './returns.ts'

export interface RegimeRow {
  readonly regime: string
  readonly days: number
  readonly totalReturn: number
  readonly sharpeAnnual?: number
  readonly maxDrawdown: number
}

export interface Window {
  readonly name: string
  readonly from: number
  readonly days: number
  /** Return of the candidate, and of all its symbols in equal parts. */
  readonly totalReturn: number
  readonly marketReturn: number
}

export interface RegimeFindings {
  readonly rows: readonly RegimeRow[]
  readonly windows: readonly Window[]
  readonly worstWeeks: readonly Window[]
  readonly liquidations: number
  readonly deepest: number
  readonly profitable: number
  readonly worstWindow: number
}

/** Days before a day over which its regime, volatility and trend, is measured. */
const memory = 20
const windowDays = 3

/** G6: whether it survives every regime. */
export const regimes: Gate<RegimeFindings> = {
  id: 'G6',
  name: 'regimes',
  concern: 'It survives calm and volatile, trending and sideways markets, and crashes.',
  async find(context) {
    const { candidate, outcomes, thresholds } = context
    const { seen: daily, train } = dailyOf(context)
    const days = [...daysOf(outcomes.train.time), ...daysOf(outcomes.validation.time)].slice(0, daily.length)
    const { from, to } = seen(candidate)
    const market = marketDays(universeOf(candidate), from - (memory + 2) * day, to)
    const regimesOn = regimesByDay(market)
    const rows = ['calm', 'middling', 'storm', 'trend', 'chop'].map((regime): RegimeRow => {
      const picked = daily.filter((_, i) => regimesOn.get(days[i])?.includes(regime))
      const sharpeAnnual = annualSharpe(picked)
      return {
        regime,
        days: picked.length,
        totalReturn: growth(picked),
        ...(sharpeAnnual !== undefined && { sharpeAnnual }),
        maxDrawdown: drawdownOf(picked),
      }
    })
    const place = new Map(days.map((at, i) => [at, i]))
    const windowOf = (name: string, at: number, length: number): Window => {
      const inside = Array.from({ length }, (_, k) => at + k * day)
      const own = inside.flatMap(one => daily[place.get(one) ?? -1] ?? [])
      return {
        ...{ name, from: at, days: length },
        ...{ totalReturn: growth(own), marketReturn: growth(inside.flatMap(one => market.get(one) ?? [])) },
      }
    }
    const known = thresholds.regimes.crashes.map(text => Date.parse(text)).filter(at => place.has(at))
    const windows = [
      ...known.map(at => windowOf('known crash', at, windowDays)),
      ...worstDays(market, days, 5).map(at => windowOf('worst of this market', at, windowDays)),
    ]
    const weeks = Array.from({ length: Math.floor(daily.length / 7) }, (_, i) => windowOf('week', days[7 * i], 7))
    const told = rows.filter(row => row.days >= 10)
    return {
      rows,
      windows,
      worstWeeks: weeks.sort((a, b) => a.totalReturn - b.totalReturn).slice(0, 8),
      liquidations: outcomes.train.liquidations + outcomes.validation.liquidations,
      deepest: Math.max(drawdownOf(train), drawdownOf(daily)),
      profitable: told.length > 0 ? told.filter(({ totalReturn }) => totalReturn > 0).length / told.length : 0,
      worstWindow: Math.min(0, ...windows.map(({ totalReturn }) => totalReturn)),
    }
  },
  checks: [
    {
      check: 'liquidations',
      unit: 'count',
      required: () => 0,
      found: f => f.liquidations,
      passes: atMost,
      say: found => `Liquidations in training and validation: ${found}. Limit: 0.`,
      silent: '',
    },
    {
      check: 'deepest drawdown',
      unit: 'share',
      required: t => t.regimes.maxDrawdown,
      found: f => f.deepest,
      passes: atMost,
      say: (found, required) => `Deepest drawdown: ${found}. Limit: ${required}.`,
      silent: '',
    },
    {
      check: 'regimes in which it earned',
      unit: 'share',
      required: t => t.regimes.profitable,
      found: f => f.profitable,
      passes: atLeast,
      say: (found, required, f) =>
        `It made a profit in ${found} of the regimes (${f.rows.map(({ regime, totalReturn }) => `${regime} ${totalReturn > 0 ? '+' : '−'}`).join(', ')}). Required: at least ${required}.`,
      silent: '',
    },
    {
      check: 'worst crash window',
      unit: 'share',
      required: t => -t.regimes.crashLoss,
      found: f => (f.windows.length > 0 ? f.worstWindow : undefined),
      passes: atLeast,
      say: (found, required, f) => {
        const worst = f.windows.find(({ totalReturn }) => totalReturn === f.worstWindow)
        return `Worst of ${f.windows.length} crash windows, ${windowDays} days each${worst ? ` (from ${showTime(worst.from).slice(0, 10)})` : ''}: ${found}. Limit: ${required}.`
      },
      silent: 'There are no days to search for a crash.',
    },
  ],
}

/** Mean daily return of all symbols, by the day's start. */
function marketDays(universe: readonly Bars[], from: number, to: number): ReadonlyMap<number, number> {
  const sums = new Map<number, { sum: number; count: number }>()
  for (const { openTime, close, interval } of universe) {
    let [last, at] = [Number.NaN, Number.NaN]
    let before = Number.NaN
    const flush = () => {
      if (before > 0 && last > 0 && at >= from && at < to) {
        const known = sums.get(at) ?? { sum: 0, count: 0 }
        sums.set(at, { sum: known.sum + last / before - 1, count: known.count + 1 })
      }
      before = last
    }
    for (let i = 0; i < openTime.length; i++) {
      const today = Math.floor((openTime[i] + interval - 1) / day) * day
      if (today !== at) {
        if (!Number.isNaN(at)) flush()
        at = today
      }
      last = close[i]
    }
    flush()
  }
  return new Map([...sums].sort(([a], [b]) => a - b).map(([at, { sum, count }]) => [at, sum / count]))
}

/** The regime of each day, from the days before it. */
function regimesByDay(market: ReadonlyMap<number, number>): ReadonlyMap<number, readonly string[]> {
  const [days, returns] = [[...market.keys()], Float64Array.from(market.values())]
  const told = days.map((_, i) => {
    if (i < memory) return undefined
    const past = returns.subarray(i - memory, i)
    const mean = past.reduce((a, b) => a + b, 0) / memory
    const deviation = Math.sqrt(past.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (memory - 1))
    // Net move divided by the sum of absolute moves: 1 for a straight line.
    const way = past.reduce((sum, x) => sum + Math.abs(x), 0)
    return { deviation, straight: way > 0 ? Math.abs(mean * memory) / way : 0 }
  })
  const known = told.flatMap(one => one ?? [])
  if (known.length < 10) return new Map()
  const spread = Float64Array.from(known, ({ deviation }) => deviation)
  const straight = Float64Array.from(known, one => one.straight)
  const [low, high, middle] = [quantile(spread, 1 / 3), quantile(spread, 2 / 3), quantile(straight, 0.5)]
  return new Map(
    days.flatMap((at, i) => {
      const one = told[i]
      if (!one) return []
      const volatility = one.deviation <= low ? 'calm' : one.deviation >= high ? 'storm' : 'middling'
      return [[at, [volatility, one.straight > middle ? 'trend' : 'chop']] as const]
    }),
  )
}

/** Days with the largest market moves in either direction, since both longs and shorts are at risk. */
function worstDays(market: ReadonlyMap<number, number>, days: readonly number[], count: number): readonly number[] {
  const moves = days.flatMap(at => {
    const move = market.get(at)
    return move === undefined ? [] : [{ at, move: Math.abs(move) }]
  })
  return moves
    .sort((a, b) => b.move - a.move)
    .slice(0, count)
    .map(({ at }) => at)
    .sort((a, b) => a - b)
}
