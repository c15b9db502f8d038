import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Metrics } from '../../backtest/metrics.ts'
import type { Genome } from '../../genome/genome.ts'
import { smallDataset } from '../../testing/small-run.ts'
import { evaluate, measurementsPer } from '../evaluate.ts'
import type { Measure } from '../measure.ts'
import type { Measured } from '../measured.ts'
import { makePlan } from '../plan.ts'
import { defaultSearch } from '../search-settings.ts'
import { fitness, fitnessLines, worthless } from './fitness.ts'
import { meritNames } from './merits.ts'
import { objectives } from './objectives.ts'
import { defaultFitness, type FitnessRules, requireFitness, takes } from './rules.ts'

const known: Metrics = {
  ...{ days: 365, totalReturn: 0.2, annualReturn: 0.2, volatilityAnnual: 0.2, sharpeAnnual: 1, sortinoAnnual: 1.5 },
  ...{ calmar: 2, maxDrawdown: 0.1, longestUnderWaterDays: 20, trades: 100, winRate: 0.5, profitFactor: 1.4 },
  ...{ expectancyUsd: 20, meanHoldingHours: 10, longestWinningStreak: 4, longestLosingStreak: 4, timeInMarket: 0.5 },
  ...{ meanGross: 0.4, turnoverAnnual: 50, feesUsd: 300, slippageUsd: 100, fundingUsd: 10, assumedFundingUsd: 0 },
  liquidations: 0,
}
const rules = defaultFitness

describe('the fitness', () => {
  test.each([
    ['sharpe', 1],
    ['sortino', 1.5],
    ['calmar', 2],
    ['growth', Math.log(1.2)],
    ['profit-factor', 0.4],
    ['expectancy', 5],
    ['composite', 0.5 * 0.2 + 0.3 * 0.9 + 0.15 * 0.5 + 0.05 * ((1 + 1.4 / 3) / 2)],
  ] as const)('by %s of a year without penalties equals the points earned', (merit, points) =>
    expect(fitness(known, { ...rules, merit })).toBeCloseTo(points, 12),
  )

  test.each(meritNames)(
    'by %s gets worse with drawdown, with few trades and with a liquidation, and says so',
    merit => {
      const whole = fitness(known, { ...rules, merit })
      const flawed = { ...known, maxDrawdown: 0.5, trades: 30, liquidations: 1 }
      const lines = fitnessLines(flawed, { ...rules, merit })
      expect(lines.slice(1).map(({ points }) => points)).toEqual([-2, -1.5, -20])
      for (const { why } of lines.slice(1)) expect(why).toMatch(/\d/)
      expect(fitness(flawed, { ...rules, merit })).toBeLessThan(whole)
    },
  )

  test('is the sum of its lines, and never below the worthless fitness', () =>
    fc.assert(
      fc.property(
        fc.double({ min: -200, max: 200, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sharpe, dive) => {
          const one = { ...known, sharpeAnnual: sharpe, maxDrawdown: dive }
          const sum = fitnessLines(one, rules).reduce((total, { points }) => total + points, 0)
          expect(fitness(one, rules)).toBe(Math.max(worthless, sum))
        },
      ),
    ))

  test('of a strategy that never traded is worthless', () => {
    const { sharpeAnnual: _, ...none } = known
    expect(fitness(none, rules)).toBe(worthless)
  })
})

test.each([
  [{ minTrades: 0 }, 'fitness.minTrades'],
  [{ bearableDrawdown: 0 }, 'fitness.bearableDrawdown'],
  [{ periods: 1.5 }, 'fitness.periods'],
  [{ neighbours: { count: 0, radius: 0.1 } }, 'fitness.neighbours.count'],
  [{ neighbours: { count: 4, radius: 0.9 } }, 'fitness.neighbours.radius'],
  [{ objectives: ['sharpe', 'sharpe'] }, 'fitness.objectives'],
] as const)('rules %j are refused', (wrong, where) =>
  expect(() => requireFitness({ ...rules, ...wrong })).toThrow(where),
)

const dataset = smallDataset()
const genome: Genome = { seed: 'ema-cross', genes: { fast: 12, gap: 30, band: 0.01 } }
const planWith = (more: Partial<FitnessRules>) => ({
  ...dataset.plan,
  universe: ['A', 'B', 'C'],
  fitness: { ...rules, ...more },
})

describe('a genome that is measured in parts', () => {
  test('takes the number of backtests that measurementsPer says', () => {
    for (const periods of [1, 4])
      for (const symbolsApart of [true, false])
        for (const neighbours of [undefined, { count: 3, radius: 0.1 }]) {
          const plan = planWith({ periods, symbolsApart, ...(neighbours && { neighbours }) })
          let calls = 0
          evaluate(genome, plan, (...asked) => {
            calls++
            return measureBy(() => 1)(...asked)
          })
          expect(calls).toBe(measurementsPer(plan))
        }
  })

  test.each(takes)('has the %s of its parts as fitness', take => {
    const plan = planWith({ periods: 4, take, minTrades: 1 })
    const { train } = plan.segments
    const part = (from: number) => Math.round((4 * (from - train.from)) / (train.to - train.from))
    const { fitness } = evaluate(
      genome,
      plan,
      measureBy((_, { segment }) => [4, 0, 2, 1][part(segment.from)]),
    )
    expect(fitness).toBeCloseTo({ mean: 1.75, median: 1.5, lower: 0.75, worst: 0 }[take], 12)
  })

  test('on a plateau is fitter than one on a higher peak', () => {
    const plan = planWith({ neighbours: { count: 16, radius: 0.2 }, take: 'median' })
    const peak = measureBy(({ genes }) => (genes.fast === 12 && genes.gap === 30 ? 9 : 0))
    const plateau = measureBy(() => 2)
    expect(evaluate(genome, plan, plateau).fitness).toBeGreaterThan(evaluate(genome, plan, peak).fitness)
    expect(evaluate(genome, dataset.plan, plateau).fitness).toBeLessThan(evaluate(genome, dataset.plan, peak).fitness)
  })

  test('always has the same neighbours', () => {
    const plan = planWith({ neighbours: { count: 5, radius: 0.1 } })
    const seen = [0, 1].map(() => {
      const asked: Genome[] = []
      evaluate(genome, plan, (one, settings) => {
        asked.push(one)
        return measureBy(() => 1)(one, settings)
      })
      return asked
    })
    expect(seen[0]).toEqual(seen[1])
  })
})

test('objectives keep their order, a missing one counts as worst, and larger is better in each', () => {
  const plan = planWith({ objectives: ['sharpe', 'drawdown', 'turnover', 'stability', 'idleness'] })
  const found = evaluate(genome, plan, () => ({ metrics: known, daily: Float64Array.of(0.01, 0.01, 0.01, 0.01) }))
  expect(found.objectives?.map(value => Number(value.toFixed(9)))).toEqual([1, -0.1, -50, 1, 0.5])
  const { turnoverAnnual: _, ...idle } = known
  expect(evaluate(genome, plan, () => ({ metrics: idle, daily: new Float64Array(1) })).objectives?.slice(2, 4)).toEqual(
    [worthless, worthless],
  )
  const steady = objectives.stability({ metrics: known, daily: new Float64Array(50).fill(0.01) }) as number
  const lucky = objectives.stability({ metrics: known, daily: new Float64Array(50).fill(0).with(44, 0.5) }) as number
  expect(steady).toBeGreaterThan(lucky)
  expect(objectives.stability({ metrics: known, daily: new Float64Array(50).fill(-0.01) })).toBeLessThan(-0.99)
})

test('a Pareto search with one objective is refused', () => {
  const { market, plan } = dataset
  const { train, test: locked } = plan.segments
  const options = { name: 'one', seedNumber: 1, data: plan.data, from: train.from, to: locked.to }
  const search = { ...defaultSearch, selection: 'pareto' as const }
  const one = { ...rules, objectives: ['sharpe' as const] }
  expect(() => makePlan(market, { ...options, search, fitness: one })).toThrow('at least two objectives')
})

function measureBy(sharpeOf: (...asked: Parameters<Measure>) => number): Measure {
  return (...asked): Measured => ({
    metrics: { ...known, sharpeAnnual: sharpeOf(...asked) },
    daily: new Float64Array(3),
  })
}
