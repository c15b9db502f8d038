import { beforeAll, describe, expect, test } from 'vitest'
import { backtest } from '../backtest/backtest.ts'
import { dailyReturns } from '../backtest/daily.ts'
import { kernelModule } from '../bundle/kernel.ts'
import { fingerprint } from '../data/fingerprint.ts'
import { practice } from '../data/synthetic/practice.ts'
import { dataSeen, instrumentsOf } from '../evolution/dataset.ts'
import type { Scored } from '../evolution/generation.ts'
import { practicePlan } from '../evolution/practice-plan.ts'
import { drawGenome } from '../genome/genome.ts'
import { spaceOf } from '../genome/space.ts'
import { strategyOf, type TradedStrategy } from '../genome/strategy-of.ts'
import { createMemo, type Indicators, memoised, plain } from '../indicators/memo.ts'
import { between, type Column } from '../market/bars.ts'
import { hyperliquidCosts } from '../market/fees.ts'
import { day } from '../market/units.ts'
import { stream } from '../random.ts'
import type { Candidate, SearchRecord } from './candidate.ts'
import { concentration } from './gates/concentration.ts'
import { costs } from './gates/costs.ts'
import { type Gate, type GateContext, judge } from './gates/gate.ts'
import { integrity } from './gates/integrity.ts'
import { plateau } from './gates/plateau.ts'
import { significance } from './gates/significance.ts'
import { measureHere } from './measuring/measurer.ts'
import { readThresholds } from './thresholds.ts'
import { trialsOf } from './trials.ts'

/** Strategies that cheat, each in one way, with the gate that detects it. */
const thresholds = readThresholds()
const { market, learn } = practice(3)
const past = market.map(bars => between(bars, 0, learn.to))
const plan = practicePlan(past, { name: 'cheat', seedNumber: 3, data: dataSeen(past, fingerprint), ...learn })
const instruments = instrumentsOf(past)
const kernel = await kernelModule()

const honest: TradedStrategy = {
  ...{ universe: plan.universe, interval: plan.interval, sizing: plan.sizing, exits: plan.exits },
  seeds: [{ name: 'ema-cross', weight: 1, genes: { fast: 14, gap: 40, band: 0.002 } }],
}

function candidateOf(strategy: TradedStrategy, changes: Partial<Candidate> = {}): Candidate {
  const { synthetic, interval, segments, cash, costs, risk, name } = plan
  return {
    ...{ name, strategy, bred: strategy, synthetic, interval, segments, market: past, instruments, cash, costs, risk },
    ...changes,
  }
}

function contextOf(
  candidate: Candidate,
  indicators: () => Indicators = () => memoised(createMemo(2 ** 26)),
): GateContext {
  const { strategy, cash, costs, segments } = candidate
  const own = indicators()
  const walk = (name: 'train' | 'validation') =>
    backtest(strategy, candidate.market, { cash, costs, instruments, ...segments[name] }, own)
  return {
    ...{ candidate, thresholds, indicators, live: [], mode: 'minimal' },
    outcomes: { train: walk('train'), validation: walk('validation') },
    // Indicators that look ahead work only in the plain evaluator.
    measure: measureHere({ market: candidate.market, instruments, cash }, own, own === foreseeing ? undefined : kernel),
    chance: purpose => stream(7, purpose),
  }
}

async function asked<F>(gate: Gate<F>, context: GateContext) {
  const judged = judge(gate, await gate.find(context), thresholds)
  return { judged, failed: judged.filter(({ verdict }) => verdict !== 'pass').map(({ check }) => check) }
}

describe('an honest strategy on a planted edge', () => {
  let context: GateContext
  beforeAll(() => {
    context = contextOf(candidateOf(honest))
  })
  test.each([['integrity', integrity] as const, ['costs', costs] as const, ['concentration', concentration] as const])(
    'passes the gate of %s',
    async (_, gate) => expect((await asked(gate as Gate<unknown>, context)).failed).toEqual([]),
  )
  test('passes the plateau gate', async () => expect((await asked(plateau, context)).failed).toEqual([]))
})

/** Indicators with look-ahead: every column is shifted one row early. */
const foreseeing: Indicators = new Proxy(plain, {
  get(target, name) {
    const made = Reflect.get(target, name)
    if (typeof made !== 'function') return made
    return (...given: unknown[]) => {
      const column = made.apply(target, given)
      return column instanceof Float64Array ? early(column) : column
    }
  },
})
const early = (column: Column) => Float64Array.from(column, (x, i) => (i + 1 < column.length ? column[i + 1] : x))

test('look-ahead by one bar is caught by integrity', async () => {
  const { failed } = await asked(
    integrity,
    contextOf(candidateOf(honest), () => foreseeing),
  )
  expect(failed).toContain('decisions that know the future')
  expect(failed).toContain('decisions that differ live')
})

test('a universe of survivors is caught by integrity', async () => {
  const [from, to] = [plan.segments.train.from, plan.segments.validation.to]
  const alive = { first: from - 100 * day, last: to + 100 * day, volumeUsd: 1e6 }
  const living = plan.universe.map(symbol => ({ symbol, ...alive }))
  const real = { synthetic: false }
  const ask = async (listings: Candidate['listings']) =>
    (await asked(integrity, contextOf(candidateOf(honest, { ...real, ...(listings && { listings }) })))).judged.find(
      ({ check }) => check === 'symbols chosen with hindsight',
    )
  const dead = { symbol: 'LUNA', first: from - 100 * day, last: from + 40 * day, volumeUsd: 5e6 }
  expect(await ask([...living, dead])).toMatchObject({ verdict: 'fail', found: 1 })
  expect((await ask([...living, dead]))?.sentence).toContain('LUNA was traded as much, was delisted, and is missing')
  expect(await ask([...living, { ...dead, volumeUsd: 10 }])).toMatchObject({ verdict: 'pass' })
  const late = living.map((one, i) => (i === 0 ? { ...one, first: from + 60 * day } : one))
  expect(await ask([...late, { ...dead, last: to + day }])).toMatchObject({ verdict: 'fail', found: 1 })
  expect(await ask(living)).toMatchObject({ verdict: 'cannot say' })
  expect(await ask(undefined)).toMatchObject({ verdict: 'cannot say' })
})

test.each(['taker', 'slippage', 'unknownFunding', 'maker'] as const)(
  'a missing cost (%s) is caught by costs',
  async name => {
    const forgetful = candidateOf(honest, { costs: { ...hyperliquidCosts, [name]: 0 } })
    expect((await asked(costs, contextOf(forgetful))).failed).toContain('costs that are assumed')
  },
)

test('a strategy that profits only from missing costs loses once they are charged', async () => {
  const nimble: TradedStrategy = {
    ...honest,
    seeds: [{ name: 'rsi', weight: 1, genes: { period: 7, oversold: 40, overbought: 60, hold: 4 } }],
  }
  const free = candidateOf(nimble, { costs: { taker: 0, maker: 0, slippage: 0, unknownFunding: 0 } })
  const { failed } = await asked(costs, contextOf(free))
  expect(failed).toContain('costs that are assumed')
  expect(failed).toContain('break-even costs')
})

test('one lucky trade is caught by concentration', async () => {
  const context = contextOf(candidateOf(honest))
  const { train, validation } = context.outcomes
  // All trades lose a little, except one.
  const poor = (outcome: typeof train, lucky: boolean) => ({
    ...outcome,
    trades: outcome.trades.map((trade, i) => ({ ...trade, netUsd: lucky && i === 3 ? 5_000 : -1 })),
  })
  const luck = { ...context, outcomes: { train: poor(train, true), validation: poor(validation, false) } }
  const found = await concentration.find(luck)
  expect(found.netUsd).toBeGreaterThan(0)
  expect((await asked(concentration, luck)).failed).toContain('without its best trades')
  expect((await asked(concentration, luck)).failed).toContain('without its best symbol')
})

test('a parameter spike is caught by the plateau gate', async () => {
  const context = contextOf(candidateOf(honest))
  // Only one point of the gene space is profitable; its neighbours are not.
  const spike = JSON.stringify(honest.seeds)
  const flat = Float64Array.from({ length: 300 }, (_, i) => 0.001 * Math.sin(i))
  const good = Float64Array.from(flat, x => x + 0.002)
  const measure: GateContext['measure'] = async jobs => {
    const real = await context.measure(jobs.slice(0, 1))
    return jobs.map(({ strategy }) => ({ ...real[0], daily: JSON.stringify(strategy.seeds) === spike ? good : flat }))
  }
  const { failed } = await asked(plateau, { ...context, measure })
  expect(failed).toContain('median neighbour')
})

test('ten thousand trials on noise are caught by significance', async () => {
  const noise = practice(5, 0).market.map(bars => between(bars, 0, learn.to))
  const chance = stream(11, 'tries')
  const space = spaceOf(plan)
  const indicators = memoised(createMemo(2 ** 26))
  const { segments, cash, costs: assumed } = plan
  const genomes = Array.from({ length: 60 }, () => drawGenome(space, chance))
  const walked = genomes.map(genome => {
    const strategy = strategyOf(genome, plan)
    const outcome = backtest(
      strategy,
      noise,
      { cash, costs: assumed, instruments: instrumentsOf(noise), ...segments.train },
      indicators,
    )
    const daily = dailyReturns(outcome)
    const mean = daily.reduce((a, b) => a + b, 0) / daily.length
    const spread = Math.sqrt(daily.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (daily.length - 1))
    return { genome, strategy, ratio: spread > 0 ? mean / spread : 0 }
  })
  const best = walked.reduce((a, b) => (b.ratio > a.ratio ? b : a))
  const evaluated = walked.map(
    ({ genome, ratio }): Scored => ({
      genome,
      score: { fitness: ratio, trades: 1, totalReturn: 0, sharpeDaily: ratio },
      born: 0,
    }),
  )
  const ratios = new Map([['all', walked.map(({ ratio }) => ratio)]])
  const search: SearchRecord = {
    evaluated,
    strategyOf: one => strategyOf(one.genome, plan),
    finalists: [best.strategy],
    finalistsDaily: [new Float64Array(90)],
    trials: trialsOf(evaluated, 288, { trials: 10_000, runs: 20, ratios }),
  }
  expect(search.trials.count).toBe(10_000)
  const { failed } = await asked(significance, contextOf(candidateOf(best.strategy, { market: noise, search })))
  expect(failed).toContain('deflated Sharpe ratio')
})
