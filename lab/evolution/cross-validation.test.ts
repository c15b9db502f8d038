import { expect, test } from 'vitest'
import { metrics } from '../backtest/metrics.ts'
import { plain } from '../indicators/memo.ts'
import { day, epochMs } from '../market/units.ts'
import { smallDataset } from '../testing/small-run.ts'
import { evaluate, evaluationOf, measurementsPer } from './evaluate.ts'
import { fitness } from './fitness/fitness.ts'
import { requireFitness } from './fitness/rules.ts'
import { backtestGenome, plainMeasure } from './measure.ts'

const dataset = smallDataset()
const rules = {
  ...dataset.plan.fitness,
  crossValidation: { groups: 4, test: 2, embargoDays: 3 },
  take: 'worst' as const,
}
const plan = { ...dataset.plan, fitness: rules }
const genome = { seed: 'ema-cross', genes: { fast: 10, gap: 30, band: 0.001 } }

test('a cross-validated fitness is the worst over every two of four groups, each with its own account after an embargo', () => {
  const { from, to } = plan.segments.train
  const at = (k: number) => Math.round(from + ((to - from) * k) / 4)
  const fewer = { ...rules, minTrades: Math.max(1, Math.round(rules.minTrades / 4)) }
  const points = [0, 1, 2, 3].map(k => {
    const segment = { from: epochMs(at(k) + (k > 0 ? 3 * day : 0)), to: epochMs(at(k + 1)) }
    return fitness(metrics(backtestGenome(genome, { ...dataset, plan }, segment, plan.costs, plain)), fewer)
  })
  const pairs = [0, 1, 2, 3].flatMap(a => [0, 1, 2, 3].filter(b => b > a).map(b => (points[a] + points[b]) / 2))
  expect(pairs).toHaveLength(6)
  expect(evaluate(genome, plan, plainMeasure({ ...dataset, plan }, plain)).fitness).toBeCloseTo(Math.min(...pairs), 12)
  expect(evaluationOf(genome, plan).backtests).toHaveLength(measurementsPer(plan))
})

test('neighbours are cross-validated too', () => {
  const wide = { ...plan, fitness: { ...rules, neighbours: { count: 2, radius: 0.1 } } }
  expect(evaluationOf(genome, wide).backtests).toHaveLength(1 + 4 * 3)
  expect(Number.isFinite(evaluate(genome, wide, plainMeasure({ ...dataset, plan: wide }, plain)).fitness)).toBe(true)
})

test.each([
  [{ groups: 4, test: 4, embargoDays: 1 }, 'crossValidation.test'],
  [{ groups: 1, test: 1, embargoDays: 1 }, 'crossValidation.groups'],
  [{ groups: 4, test: 2, embargoDays: -1 }, 'crossValidation.embargoDays'],
])('%j is refused by name', (crossValidation, name) =>
  expect(() => requireFitness({ ...rules, crossValidation })).toThrow(name),
)

test('periods together with cross-validation are refused', () =>
  expect(() => requireFitness({ ...rules, periods: 2 })).toThrow('no periods'))
