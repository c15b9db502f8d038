import { describe, expect, test } from 'vitest'
import { metrics } from '../backtest/metrics.ts'
import { kernelModule } from '../bundle/kernel.ts'
import { fingerprint } from '../data/fingerprint.ts'
import { practice } from '../data/synthetic/practice.ts'
import { dataSeen, instrumentsOf } from '../evolution/dataset.ts'
import { evaluate } from '../evolution/evaluate.ts'
import { evolve } from '../evolution/evolve.ts'
import { fitness } from '../evolution/fitness/fitness.ts'
import type { Generation, Scored } from '../evolution/generation.ts'
import { backtestGenome, type Dataset, plainMeasure } from '../evolution/measure.ts'
import { makePlan, splitTime } from '../evolution/plan.ts'
import { defaultSearch } from '../evolution/search-settings.ts'
import { createMemo, type Indicators, memoised } from '../indicators/memo.ts'
import { type Bars, between, mapColumns } from '../market/bars.ts'
import { day, epochMs } from '../market/units.ts'
import { parseStrategy } from '../strategy/yaml/parse.ts'
import { writeStrategy } from '../strategy/yaml/write.ts'
import { renderDossier } from './dossier/dossier.ts'
import { evaluatedGenomes, judgeRun } from './judgement.ts'
import { measureHere } from './measuring/measurer.ts'
import { passed } from './passed.ts'
import { candidate, promote } from './promote.ts'
import { deflatedSharpe } from './statistics/deflated-sharpe.ts'
import { readThresholds } from './thresholds.ts'
import { trialsOf } from './trials.ts'

describe('the number of trials', () => {
  const scored = (seed: string, sharpeDaily: number): Scored => ({
    genome: { seed, genes: { n: sharpeDaily } },
    score: { fitness: 0, trades: 1, totalReturn: 0, sharpeDaily },
    born: 0,
  })
  test('uses the variance within seeds, since a difference between seeds is not luck', () => {
    // Means 0.1 and −0.3; squares 4 × 0.01 over 4 − 2 degrees of freedom.
    const tries = [scored('a', 0.2), scored('a', 0), scored('b', -0.2), scored('b', -0.4)]
    expect(trialsOf(tries, 1_000).variance).toBeCloseTo(0.02, 12)
    expect(trialsOf(tries, 1_000).count).toBe(4)
  })
  test('has at least the sampling variance of a ratio without skill, 1 / T', () => {
    expect(trialsOf([scored('a', 0.1), scored('a', 0.1)], 250).variance).toBe(1 / 250)
  })
  test('lowers the significance of the same result', () => {
    const believed = [1, 10, 100, 1_000, 1e6].map(
      n => deflatedSharpe(0.2, 300, { skew: 0, rawKurtosis: 3 }, n, 1 / 300) as number,
    )
    expect(believed).toEqual([...believed].sort((a, b) => b - a))
    expect(new Set(believed).size).toBe(5)
  })
})

describe('segments', () => {
  test('follow each other with a week between them, and cover both ends', () => {
    const [from, to] = [epochMs(Date.UTC(2023, 0, 1)), epochMs(Date.UTC(2024, 6, 1))]
    const { train, validation, test } = splitTime(from, to)
    expect([train.from, test.to]).toEqual([from, to])
    expect(validation.from - train.to).toBe(7 * day)
    expect(test.from - validation.to).toBe(7 * day)
  })
  test('that are too short are refused', () => {
    expect(() => splitTime(epochMs(Date.UTC(2023, 0, 1)), epochMs(Date.UTC(2023, 4, 1)))).toThrow(
      /segment would have \d+ days/,
    )
  })
})

const thresholds = readThresholds()
const kernel = await kernelModule()
const quickly = ({ market, instruments, plan }: Dataset, indicators: Indicators) => ({
  thresholds,
  indicators: () => indicators,
  measure: measureHere({ market, instruments, cash: plan.cash }, indicators, kernel),
})

async function judgementOn(seed: number, edge?: number) {
  const { market, learn } = practice(seed, edge)
  const past = market.map(bars => between(bars, 0, learn.to))
  const search = { ...defaultSearch, population: 24, generations: 3 }
  const plan = makePlan(past, {
    name: 'judgement',
    seedNumber: seed,
    data: dataSeen(past, fingerprint),
    ...learn,
    search,
  })
  const dataset = { plan, market: past, instruments: instrumentsOf(past) }
  const indicators = memoised(createMemo(96 * 2 ** 20))
  const generations: Generation[] = []
  const score = async (genomes: readonly Scored['genome'][]) =>
    genomes.map(genome => evaluate(genome, dataset.plan, plainMeasure(dataset, indicators)))
  for await (const generation of evolve(plan, score)) generations.push(generation)
  const judgement = await judgeRun(generations, dataset, quickly(dataset, indicators))
  return { plan, dataset, generations, indicators, judgement }
}

describe('a market with a planted edge', async () => {
  const { plan, dataset, generations, indicators, judgement } = await judgementOn(2)

  test('ends in a strategy file with evidence, lineage and label', () => {
    const promoted = promote(plan, judgement, { at: epochMs(Date.UTC(2025, 0, 1)), thresholds })
    if (!promoted.ok) throw new Error(promoted.error.map(({ sentence }) => sentence).join('\n'))
    const parsed = parseStrategy(writeStrategy(promoted.value))
    if (!parsed.ok) throw new Error(parsed.error[0].why)
    expect(parsed.value).toMatchObject({
      stage: 'paper',
      synthetic: true,
      lineage: { run: 'judgement', seedNumber: 2 },
    })
    expect(parsed.value.evidence?.gates.every(({ verdict }) => verdict === 'pass')).toBe(true)
    expect(parsed.value.evidence?.data.map(({ fingerprint }) => fingerprint)).toEqual(
      plan.data.map(({ fingerprint }) => fingerprint),
    )
    expect(parsed.value.evidence?.evaluations).toBe(judgement.candidate.search?.trials.count)
    expect(parsed.value.expires).toBe(Date.UTC(2025, 3, 1))
    expect(parsed.value.risk.maxOrderUsd).toBeLessThanOrEqual(plan.risk.maxOrderUsd)
    expect(parsed.value.lineage).toMatchObject({ genome: expect.stringMatching(/^[0-9a-f]{16}$/) })
  })

  /** The same market with changed bars from `time` on. */
  const corruptedFrom = (time: number, market: readonly Bars[] = dataset.market) =>
    market.map(bars => {
      const column = (values: Bars['close']) =>
        Float64Array.from(values, (x, i) => (bars.openTime[i] < time ? x : x * (3 + Math.sin(i))))
      const corrupted = mapColumns(bars, (values, name) => (name === 'openTime' ? values : column(values)))
      const { open, close } = corrupted
      const high = Float64Array.from(open, (x, i) => 1.01 * Math.max(x, close[i]))
      const low = Float64Array.from(open, (x, i) => 0.99 * Math.min(x, close[i]))
      const onlyThen = (wide: Float64Array, values: Bars['close']) =>
        wide.map((x, i) => (bars.openTime[i] < time ? values[i] : x))
      return { ...corrupted, high: onlyThen(high, bars.high), low: onlyThen(low, bars.low) }
    })

  test('selects its champion without using the locked test, whose outcome alone then differs', async () => {
    const market = corruptedFrom(plan.segments.test.from)
    const corrupted = await judgeRun(generations, { ...dataset, market }, quickly({ ...dataset, market }, indicators))
    expect(corrupted.champion).toEqual(judgement.champion)
    expect(corrupted.outcomes.train).toEqual(judgement.outcomes.train)
    expect(corrupted.outcomes.validation).toEqual(judgement.outcomes.validation)
    expect(corrupted.outcomes.test).not.toEqual(judgement.outcomes.test)
  })

  test('is judged the same if only bars after its segments change', async () => {
    const longer = practice(2).market
    const corrupted = corruptedFrom(plan.segments.test.to, longer)
    expect(corrupted[0].close).not.toEqual(longer[0].close)
    for (const market of [longer, corrupted]) {
      const again = await judgeRun(generations, { ...dataset, market }, quickly({ ...dataset, market }, indicators))
      expect(again.gates).toEqual(judgement.gates)
      expect(again.outcomes).toEqual(judgement.outcomes)
    }
  })

  test('selects the genome with the best validation fitness among the ten best in training', () => {
    const all = evaluatedGenomes(generations).sort((a, b) => b.score.fitness - a.score.fitness)
    const inValidation = ({ genome }: Scored) =>
      fitness(metrics(backtestGenome(genome, dataset, plan.segments.validation, plan.costs, indicators)), plan.fitness)
    const points = all.slice(0, 10).map(inValidation)
    expect(inValidation(judgement.champion)).toBe(Math.max(...points))
    expect(all.slice(0, 10)).toContainEqual(judgement.champion)
    // Otherwise the best in training would be the champion, and this test would prove nothing.
    expect(new Set(points).size).toBeGreaterThan(5)
  })

  test('is not promoted if the holdout stays closed, and the locked test is not run', async () => {
    const why = 'it was opened before'
    const mayOpenHoldout = async () => ({ ok: false, error: why }) as const
    const shut = await judgeRun(generations, dataset, { ...quickly(dataset, indicators), mayOpenHoldout })
    expect(shut).toMatchObject({ closed: why })
    expect(shut.outcomes.test).toBeUndefined()
    expect(passed(shut.gates)).toBe(true)
    expect(promote(plan, shut, { at: epochMs(Date.UTC(2025, 0, 1)), thresholds }).ok).toBe(false)
  })

  test('has a dossier that starts with the verdict: trust it, or for noise, do not', async () => {
    const options = { createdAt: epochMs(Date.UTC(2025, 0, 1)), reproduce: [] }
    const page = await renderDossier(judgement, options)
    expect(page).toContain('Trust it until it expires and up to its size limits: every gate is passed.')
    expect(page).toContain('Synthetic market')
    expect(page.match(/<figure>/g)).toHaveLength(8)
    expect(page.replaceAll(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(/>[^<]*(NaN|undefined|Infinity)[^<]*</)
    const { judgement: noise } = await judgementOn(6, 0)
    expect(await renderDossier(noise, options)).toMatch(/Do not trust it: \d+ of \d+ gates are not passed/)
  })

  test('is judged only on bars of its segments', () => {
    for (const name of ['train', 'validation', 'test'] as const) {
      const { from, to } = plan.segments[name]
      const outcome = judgement.outcomes[name]
      if (!outcome) throw new Error('the holdout stayed closed')
      const { time, executions, trades } = outcome
      expect(time[0]).toBeGreaterThan(from)
      expect(time[time.length - 1]).toBeLessThanOrEqual(to)
      expect(executions.every(({ at }) => at >= from && at < to)).toBe(true)
      for (const { openedAt, closedAt } of trades)
        expect(openedAt >= from && openedAt <= closedAt && closedAt < to).toBe(true)
    }
  })
})

test('pure noise is refused with the numbers, and gives a file of stage candidate', async () => {
  const { plan, judgement } = await judgementOn(6, 0)
  expect(judgement.outcomes.test).toBeUndefined()
  const promoted = promote(plan, judgement, { at: epochMs(Date.UTC(2025, 0, 1)), thresholds })
  expect(promoted.ok).toBe(false)
  if (!promoted.ok) for (const { found, required } of promoted.error) expect(found).not.toBe(required)
  expect(candidate(plan, judgement).stage).toBe('candidate')
  expect(candidate(plan, judgement).evidence?.gates.some(({ verdict }) => verdict === 'fail')).toBe(true)
})
