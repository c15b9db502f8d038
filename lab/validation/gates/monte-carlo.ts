import type { Outcome } from '../../market/outcome.ts'
import { day, second } from '../../market/units.ts'
import { quantile } from '../../models/quantile.ts'
import type { Random } from '../../random.ts'
import { seen } from '../candidate.ts'
import { optimalBlock } from '../statistics/block-length.ts'
import { bootstrapInterval, type Interval, stationaryRows } from '../statistics/bootstrap.ts'
import { above, type Gate } from './gate.ts'
import { annualSharpe, dailyOf, daysOf, drawdownOf } from './returns.ts'

/** One scenario, as changes to the historical returns and costs. */
export interface Scenario {
  /** True when the scenario is drawn from the full stress ranges, false when it stays close to history. */
  readonly stressed: boolean
  /** Factor on the deviation of daily returns from their mean. */
  readonly volatility: number
  /** Factor on historical slippage. */
  readonly slippage: number
  /** Factor on market depth. Slippage grows with 1 / √liquidity. */
  readonly liquidity: number
  /** Drift of the market against the position, as a fraction per year. */
  readonly drift: number
  /** Size of a one-day jump against the position, as a fraction; 0: none. */
  readonly shock: number
  /** Factor on historical fees. */
  readonly fees: number
  /** Latency from bar close to fill, in multiples of 200 ms. */
  readonly latency: number
}

/** Results over all scenarios. Sharpe ratios are annual; drawdowns are positive fractions. */
export interface MonteCarloFindings {
  /** Number of scenarios. */
  readonly scenarios: number
  /** Mean block length of the bootstrap, days. */
  readonly meanBlock: number
  /** 5th percentile of the Sharpe ratio. */
  readonly sharpe5?: number
  /** 25th percentile of the Sharpe ratio. */
  readonly sharpe25?: number
  readonly sharpeMedian?: number
  /** Share of the scenarios with a Sharpe ratio below 0. */
  readonly failures: number
  /** Deepest drawdown of all scenarios. */
  readonly worstDrawdown: number
  /** 75th percentile of the drawdown. */
  readonly drawdown75: number
  /** Robustness score, 0…1, from lower quartile and spread of the Sharpe ratio, drawdown and failures. */
  readonly score?: number
  /** 95 % interval of the Sharpe ratio from resampled days, without scenarios. */
  readonly sharpeInterval?: Interval
  /** 99th percentile of the drawdown from resampled days, without scenarios; 1 when it cannot be computed. */
  readonly drawdown99: number
  /** Annual Sharpe ratio of each scenario. */
  readonly sharpes: readonly number[]
}

/** Components of each daily return, as fractions of the equity at the start of the day. */
interface Days {
  /** Return before fees and slippage. */
  readonly gross: Float64Array
  readonly fees: Float64Array
  readonly slippage: Float64Array
  /** Gross exposure at the end of the day, as a fraction of equity. */
  readonly held: Float64Array
}

/** Latency that a scenario multiplies: 200 ms. */
const baseLatency = second / 5

/**
 * Monte Carlo of the earlier documented system. Each scenario resamples days in blocks and varies volatility, costs,
 * depth, drift, shocks and latency.
 */
export const monteCarlo: Gate<MonteCarloFindings> = {
  id: 'MC',
  name: 'monte carlo',
  concern: 'It stays profitable in random variations of its history.',
  async find(context, onProgress) {
    const { candidate, outcomes, thresholds, chance, measure } = context
    const { scenarios, stressed } = thresholds.monteCarlo
    const days = joined([outcomes.train, outcomes.validation].map(daysOfOutcome))
    const { seen: daily } = dailyOf(context)
    const { bred, costs, interval } = candidate
    // The cost of one bar's delay is measured by backtest. A fraction of a bar is assumed to cost that fraction.
    const [now, late] = await measure([0, 1].map(delay => ({ strategy: bred, ...seen(candidate), costs, delay })))
    const mean = (x: Float64Array) => x.reduce((a, b) => a + b, 0) / Math.max(1, x.length)
    const perBar = Math.max(0, mean(now.daily) - mean(late.daily))
    const draw = chance('scenarios')
    const meanBlock = daily.length >= 10 ? optimalBlock(daily).stationary : 1
    const sharpes = new Float64Array(scenarios)
    const deepest = new Float64Array(scenarios)
    for (let i = 0; i < scenarios; i++) {
      const scenario = scenarioOf(draw, stressed)
      const delayed = ((scenario.latency * baseLatency) / interval) * perBar
      const returns = resampled(
        days,
        scenario,
        delayed,
        stationaryRows(daily.length, daily.length, meanBlock, draw),
        draw,
      )
      sharpes[i] = annualSharpe(returns) ?? 0
      deepest[i] = drawdownOf(returns)
      if (i % 100 === 0) onProgress?.(i / scenarios)
    }
    const settings = { rounds: scenarios, meanBlock, confidence: 0.95, chance: chance('bootstrap') }
    const sharpeInterval = bootstrapInterval(daily, annualSharpe, settings)
    const drawdownInterval = bootstrapInterval(daily, drawdownOf, {
      ...settings,
      confidence: 0.98,
      chance: chance('drawdowns'),
    })
    const at = (q: number) => quantile(sharpes, q)
    const average = mean(sharpes)
    const scatter = Math.sqrt(mean(Float64Array.from(sharpes, x => (x - average) ** 2)))
    const failures = sharpes.filter(x => x < 0).length / scenarios
    const drawdown75 = quantile(deepest, 0.75)
    const score =
      0.35 * clamp(at(0.25) / 1.5) +
      0.25 * (average > 0 ? clamp(1 - scatter / average) : 0) +
      0.25 * clamp(1 - drawdown75 / 0.3) +
      0.15 * (1 - failures)
    return {
      scenarios,
      meanBlock,
      ...{ sharpe5: at(0.05), sharpe25: at(0.25), sharpeMedian: at(0.5) },
      failures,
      worstDrawdown: Math.max(...deepest),
      drawdown75,
      score,
      ...(sharpeInterval && { sharpeInterval }),
      drawdown99: drawdownInterval?.upper ?? 1,
      sharpes: Array.from(sharpes, x => Number(x.toPrecision(5))),
    }
  },
  checks: [
    {
      check: 'twentieth of the scenarios',
      unit: 'ratio',
      required: t => t.monteCarlo.sharpe5,
      found: f => f.sharpe5,
      passes: above,
      say: (found, required, f) =>
        `5th percentile of the Sharpe ratio over ${f.scenarios.toLocaleString('en-US')} scenarios: ${found}. Required: above ${required}.`,
      silent: '',
    },
    {
      check: 'failing scenarios',
      unit: 'share',
      required: t => t.monteCarlo.failures,
      found: f => f.failures,
      passes: (found, required) => found < required,
      say: (found, required) => `It loses money in ${found} of the scenarios. Required: below ${required}.`,
      silent: '',
    },
    {
      check: 'deepest drawdown of all scenarios',
      unit: 'share',
      required: t => t.monteCarlo.worstDrawdown,
      found: f => f.worstDrawdown,
      passes: (found, required) => found < required,
      say: (found, required) => `Deepest drawdown over all scenarios: ${found}. Required: below ${required}.`,
      silent: '',
    },
    {
      check: 'robustness',
      unit: 'ratio',
      required: t => t.monteCarlo.score,
      found: f => f.score,
      passes: above,
      say: (found, required) =>
        `Robustness score from quartile, spread, drawdown and failures: ${found} of 1. Required: above ${required}.`,
      silent: '',
    },
    {
      check: 'bootstrapped Sharpe ratio',
      unit: 'ratio',
      required: () => 0,
      found: f => f.sharpeInterval?.lower,
      passes: above,
      say: (found, _, f) =>
        `With days resampled in blocks of ${f.meanBlock.toFixed(1)} on average, its Sharpe ratio is above ${found} with 97.5 % confidence. Required: above zero.`,
      silent: 'Its daily returns do not vary enough to be resampled.',
    },
    {
      check: 'bootstrapped drawdown',
      unit: 'share',
      required: t => t.monteCarlo.drawdown99,
      found: f => f.drawdown99,
      passes: (found, required) => found < required,
      say: (found, required) =>
        `In one of a hundred resampled histories the drawdown is ${found} or more. Required: below ${required}.`,
      silent: '',
    },
  ],
}

/**
 * Draws a scenario. A share of `stressedShare` comes from the full documented stress ranges; the others stay close to
 * history.
 */
export function scenarioOf(chance: Random, stressedShare: number): Scenario {
  const stressed = chance() < stressedShare
  const within = (low: number, high: number) => low + (high - low) * chance()
  if (!stressed) {
    return {
      ...{ stressed, volatility: within(0.8, 1.25), slippage: within(1, 1.5), liquidity: within(0.8, 1) },
      ...{ drift: within(-0.01, 0.01), shock: 0, fees: within(1, 1.25), latency: within(1, 2) },
    }
  }
  const probability = within(0, 0.1)
  return {
    ...{ stressed, volatility: within(0.5, 3), slippage: within(1, 5), liquidity: within(0.2, 1) },
    ...{ drift: within(-0.05, 0.05), shock: chance() < probability ? within(0.1, 0.5) : 0 },
    ...{ fees: within(1, 3), latency: within(1, 10) },
  }
}

/**
 * Daily returns of a scenario.
 *
 * @param delayed daily return lost to latency
 * @param rows    resampled days, as row indices of the history
 */
function resampled(
  { gross, fees, slippage, held }: Days,
  { volatility, slippage: slippageFactor, liquidity, drift, shock, fees: feeFactor }: Scenario,
  delayed: number,
  rows: Int32Array,
  chance: Random,
): Float64Array {
  let mean = 0
  for (const x of gross) mean += x / gross.length
  const shockDay = shock > 0 ? Math.floor(chance() * rows.length) : -1
  return Float64Array.from(rows, (row, i) => {
    const moved = mean + volatility * (gross[row] - mean)
    const paid = feeFactor * fees[row] + (slippageFactor / Math.sqrt(liquidity)) * slippage[row]
    const fallen = (drift / 365) * held[row] + (i === shockDay ? shock * held[row] : 0)
    return Math.max(-1, moved - paid - fallen - delayed)
  })
}

function daysOfOutcome({ cash, time, equity, gross, executions }: Outcome): Days {
  const ends = daysOf(time)
  const rowOfDay = new Map(ends.map((at, i) => [at, i]))
  const worth = new Float64Array(ends.length)
  const held = new Float64Array(ends.length)
  for (let i = 0; i < time.length; i++) {
    const row = rowOfDay.get(Math.floor((time[i] - 1) / day) * day) as number
    worth[row] = equity[i]
    held[row] = gross[i]
  }
  const before = (row: number) => (row === 0 ? cash : worth[row - 1])
  const [fees, slippage] = [new Float64Array(ends.length), new Float64Array(ends.length)]
  for (const { at, fee, size, price, reference } of executions) {
    const row = rowOfDay.get(Math.floor(at / day) * day) ?? ends.length - 1
    fees[row] += fee / before(row)
    slippage[row] += (size * (price - reference)) / before(row)
  }
  const net = Float64Array.from(worth, (value, row) => (before(row) > 0 ? value / before(row) - 1 : 0))
  return { gross: net.map((x, i) => x + fees[i] + slippage[i]), fees, slippage, held }
}

const joined = (all: readonly Days[]): Days => {
  const join = (name: keyof Days) => Float64Array.of(...all.flatMap(days => [...days[name]]))
  return { gross: join('gross'), fees: join('fees'), slippage: join('slippage'), held: join('held') }
}

const clamp = (x: number) => Math.max(0, Math.min(1, x))
