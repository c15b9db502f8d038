import { describe, expect, test } from 'vitest'
import { backtest } from '../../lab/backtest/backtest.ts'
import { evaluate } from '../../lab/evolution/evaluate.ts'
import { evolve } from '../../lab/evolution/evolve.ts'
import type { Generation } from '../../lab/evolution/generation.ts'
import { plainMeasure } from '../../lab/evolution/measure.ts'
import { createMemo, memoised } from '../../lab/indicators/memo.ts'
import { epochMs } from '../../lab/market/units.ts'
import { smallDataset } from '../../lab/testing/small-run.ts'
import { judgeRun } from '../../lab/validation/judgement.ts'
import { candidate } from '../../lab/validation/promote.ts'
import { readThresholds } from '../../lab/validation/thresholds.ts'
import { type RehearsalReportInput, reportOf } from './report.ts'

const dataset = smallDataset()
const { plan, market, instruments } = dataset
const indicators = memoised(createMemo(2 ** 24))
const generations: Generation[] = []
for await (const generation of evolve(plan, async genomes =>
  genomes.map(one => evaluate(one, plan, plainMeasure(dataset, indicators))),
)) {
  generations.push(generation)
}
const judgement = await judgeRun(generations, dataset, { thresholds: readThresholds(), thorough: true })
/** A backtest of the test segment stands for the rehearsal. */
const { from, to } = plan.segments.test
const traded = backtest(
  candidate(plan, judgement),
  market,
  { cash: plan.cash, costs: plan.costs, instruments, from, to },
  indicators,
)

const story: RehearsalReportInput = {
  title: 'A small run',
  createdAt: epochMs(to),
  plan,
  generations,
  judgement,
  traded: { outcome: traded, from, to },
  market,
  yaml: '',
  reproduce: [],
}

describe('the report of a run', () => {
  const report = reportOf(story)

  test('says first whether the champion was promoted, and by which gates it was not', () => {
    const failed = judgement.gates.filter(({ verdict }) => verdict !== 'pass').map(({ gate }) => gate)
    expect(failed.length).toBeGreaterThan(0)
    expect(report.summary[0]).toMatch(/was not promoted, so no live venue accepts it\. Gates not passed: /)
    for (const gate of failed) expect(report.summary[0]).toContain(gate)
    expect(report.summary[1]).toContain('The market was simulated')
    const all = { ...judgement, gates: judgement.gates.map(gate => ({ ...gate, verdict: 'pass' as const })) }
    expect(reportOf({ ...story, judgement: all }).summary[0]).toMatch(/was promoted to paper trading\.$/)
  })

  test('says that the locked test was not opened after an earlier gate failed', () => {
    expect(judgement.outcomes.test).toBeUndefined()
    expect(report.summary.join(' ')).toContain('The locked test was not opened: other gates did not pass')
  })

  test('shows every gate, segment and number of the judgement under its own name', () => {
    expect(report.gates.map(({ name, verdict, sentence }) => [name, verdict, sentence])).toEqual(
      judgement.gates.map(({ gate, verdict, sentence }) => [gate, verdict, sentence]),
    )
    expect(report.segments.map(({ name }) => name)).toEqual(['train', 'validation', 'runtime'])
    const trades = report.metrics.find(({ name }) => name === 'Trades')?.values
    for (const { name, trades: expected } of judgement.segments) expect(trades?.[name]).toBe(expected)
    expect(report.generations.map(({ best }) => best)).toEqual(
      generations.map(({ population }) => population[0].score.fitness),
    )
  })

  test('breaks the equity curve between segments and nowhere else', () => {
    const [{ value, time }] = report.equity
    const breaks = Array.from(value).filter(Number.isNaN).length
    expect(breaks).toBe(2)
    const outcomes = [...Object.values(judgement.outcomes), story.traded.outcome]
    expect(time.length - breaks).toBe(outcomes.reduce((sum, outcome) => sum + outcome.time.length, 0))
  })

  test('shows only trades from after the search', () => {
    const shown = report.symbols.flatMap(({ trades }) => trades)
    expect(shown).toHaveLength(story.traded.outcome.trades.length)
    for (const { openedAt } of shown) expect(openedAt).toBeGreaterThanOrEqual(from)
  })
})

test.each([0, 50])('costs add up from gross to net when a venue kept collateral of %d USD', kept => {
  const { outcome } = story.traded
  const { costs } = reportOf({
    ...story,
    traded: { outcome: { ...outcome, paid: { ...outcome.paid, takeoverUsd: kept } }, from, to },
  })
  if (!costs) throw new Error('costs are missing')
  const { grossUsd, feesUsd, slippageUsd, fundingUsd, takeoverUsd, netUsd } = costs
  expect(takeoverUsd).toBe(kept)
  expect(netUsd).toBeCloseTo(outcome.equity[outcome.equity.length - 1] - plan.cash, 9)
  expect(grossUsd - feesUsd - slippageUsd - fundingUsd - kept).toBeCloseTo(netUsd, 6)
})
