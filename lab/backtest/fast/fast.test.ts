import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kernelModule } from '../../bundle/kernel.ts'
import { syntheticMarket } from '../../data/synthetic/market.ts'
import { enhancers } from '../../enhancers/index.ts'
import { createMemo, memoised } from '../../indicators/memo.ts'
import { type Bars, isKnown, optionalColumns, slice } from '../../market/bars.ts'
import { type DurationMs, day, epochMs, hour } from '../../market/units.ts'
import { random } from '../../random.ts'
import { drawGenes } from '../../seeds/draw.ts'
import { drawRules } from '../../seeds/formula/draw-rules.ts'
import { formula } from '../../seeds/formula.ts'
import { seeds } from '../../seeds/index.ts'
import { scalings } from '../../strategy/scaling/index.ts'
import type { Sizing, Strategy } from '../../strategy/strategy.ts'
import { syntheticInstruments } from '../../testing/crafted.ts'
import { drawStrategy } from '../../testing/drawn.ts'
import { sameBacktest } from '../../testing/same-backtest.ts'
import type { World } from '../backtest.ts'
import { type FastOutcome, type FastStory, fastBacktest } from './fast.ts'

const symbols = ['SYN-A', 'SYN-B', 'SYN-C']
const instruments = syntheticInstruments(symbols)
const indicators = memoised(createMemo(512 * 2 ** 20))
const kernel = await kernelModule()

const marketOf = (interval: DurationMs, gaps: number) => {
  const market = syntheticMarket({ seed: interval / hour + 1, symbols, bars: 2_600, edge: 0.05, gaps, interval })
  return { market, fast: fastBacktest(market, kernel) }
}
/** Symbols that were listed at different times. */
const listedLater = () => {
  const market = marketOf(hour, 0.01).market.map((bars, i) => slice(bars, 500 * i, bars.openTime.length))
  return { market, fast: fastBacktest(market, kernel) }
}
const markets = {
  'an hour': marketOf(hour, 0),
  'an hour, with gaps': marketOf(hour, 0.03),
  'an hour, listed at different times': listedLater(),
  'a quarter of an hour': marketOf(hour / 4, 0.01),
  'four hours': marketOf(4 * hour, 0),
  'a day': marketOf(day, 0.01),
}

const compareIn = (on: (typeof markets)['a day'], strategy: Strategy, world: World) =>
  sameBacktest(on.market, on.fast, strategy, world, indicators)

const times = ({ market }: (typeof markets)['a day'], from: number) => {
  const { openTime, interval } = market[0] as Bars
  return { from: epochMs(openTime[from]), to: epochMs(openTime[openTime.length - 1] + interval) }
}

/** Any strategy on any of the markets. */
const cases = fc.record({
  on: fc.constantFrom(...(Object.keys(markets) as (keyof typeof markets)[])),
  drawn: fc.nat(),
  universe: fc.subarray(symbols, { minLength: 1 }),
  others: fc.subarray(
    seeds.filter(({ learner }) => !learner),
    { maxLength: 2 },
  ),
  vote: fc.boolean(),
  enhancer: fc.option(fc.constantFrom(...enhancers), { nil: undefined }),
  scaling: fc.option(fc.constantFrom(...scalings), { nil: undefined }),
  rebalance: fc.constantFrom(0.05, 0.25, 1),
  fraction: fc.constantFrom(0.02, 0.3, 1.5, 6),
  leverage: fc.constantFrom(1, 3, 10, 40),
  cash: fc.constantFrom(35, 400, 10_000, 1_000_000),
  from: fc.constantFrom(0, 700),
  costs: fc.record({
    maker: fc.constantFrom(-0.5, 1.5),
    taker: fc.constantFrom(0, 4.5, 30),
    slippage: fc.constantFrom(0, 2, 25),
    unknownFunding: fc.constantFrom(0, 0.125),
    paidFundingFactor: fc.constantFrom(1, 2),
  }),
})
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never

function strategyOf(first: (typeof seeds)[number], one: Case): Strategy {
  const chance = random(one.drawn)
  const drawnOf = [first, ...one.others.filter(other => other !== first)]
  const { market } = markets[one.on]
  const { ensemble: _, ...drawn } = drawStrategy(drawnOf, market, chance)
  const { enhancer, scaling, fraction, leverage, rebalance } = one
  const sizing: Sizing = {
    ...{ fraction: Math.min(fraction, leverage), leverage, rebalance },
    ...(scaling &&
      (!scaling.readsOtherSymbols || one.universe.length > 1) && {
        scaling: { name: scaling.name, genes: drawGenes(scaling.genes, chance) },
      }),
  }
  return {
    ...drawn,
    universe: one.universe,
    sizing,
    ...(drawnOf.length > 1 && one.vote && { ensemble: { method: 'vote' as const, quorum: 0.5 } }),
    seeds: drawn.seeds.map(seed =>
      enhancer ? { ...seed, enhancers: { [enhancer.name]: drawGenes(enhancer.genes, chance) } } : seed,
    ),
  }
}

describe('the fast evaluator makes the same trades as the plain one, and the same metrics', () => {
  test.each(seeds.map(seed => [seed.name, seed] as const))('with %s, with any other settings', (_, seed) => {
    let [all, answered, trades] = [0, 0, 0]
    fc.assert(
      fc.property(cases, one => {
        const world: World = { ...one, instruments, ...times(markets[one.on], one.from) }
        const { isFast, expected } = compareIn(markets[one.on], strategyOf(seed, one), world)
        all++
        if (isFast) answered++
        trades += expected.trades.length
      }),
      { numRuns: seed.learner ? 4 : 20 },
    )
    // Accounts that might be liquidated are left to the plain evaluator, and no others.
    expect(answered / all).toBeGreaterThan(0.5)
    expect(trades).toBeGreaterThan(0)
  })
})

test('formulas computed as bit masks take the same positions as formulas computed as columns', () => {
  let trades = 0
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 200 }), (one, hold) => {
      const chance = random(one.drawn)
      const { market } = markets[one.on]
      const drawn = strategyOf(formula, { ...one, others: [], vote: false, enhancer: undefined, scaling: undefined })
      const strategy = {
        ...drawn,
        seeds: [
          {
            name: formula.name,
            weight: 1,
            genes: { hold: chance() < 0.4 ? 1 : hold },
            formula: drawRules(chance, known(market)),
          },
        ],
      }
      const world: World = { ...one, instruments, ...times(markets[one.on], one.from) }
      trades += compareIn(markets[one.on], strategy, world).expected.trades.length
    }),
    { numRuns: 80 },
  )
  expect(trades).toBeGreaterThan(500)
})

const known = (market: readonly Bars[]) => optionalColumns.filter(column => market.every(bars => isKnown(bars[column])))

test.each(seeds.filter(({ requires, learner }) => !requires && !learner).map(seed => [seed.name, seed] as const))(
  '%s alone, which the kernel computes itself, takes the same positions',
  (_, seed) => {
    let trades = 0
    fc.assert(
      fc.property(cases, one => {
        const strategy = strategyOf(seed, { ...one, others: [], vote: false, enhancer: undefined, scaling: undefined })
        const world: World = { ...one, instruments, ...times(markets[one.on], one.from) }
        trades += compareIn(markets[one.on], strategy, world).expected.trades.length
      }),
      { numRuns: 20 },
    )
    expect(trades).toBeGreaterThan(0)
  },
)

test('many strategies at once give the same results as each alone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...(Object.keys(markets) as (keyof typeof markets)[])),
      fc.array(fc.tuple(fc.constantFrom(...seeds.filter(({ learner }) => !learner)), cases), {
        minLength: 2,
        maxLength: 9,
      }),
      (on, drawn) => {
        const [[, first]] = drawn
        const strategies = drawn.map(([seed, one]) => strategyOf(seed, { ...one, on, universe: first.universe }))
        const world: World = { ...first, instruments, ...times(markets[on], first.from) }
        const { fast } = markets[on]
        const alone = strategies.map(strategy => withoutTrades(fast.run(strategy, world, indicators)))
        const together: FastOutcome[] = []
        fast.runAll(strategies, world, indicators, (outcome, i) => {
          expect(i).toBe(together.length)
          together.push(outcome)
        })
        expect(together).toStrictEqual(alone)
      },
    ),
    { numRuns: 15 },
  )
})

const withoutTrades = (story: FastStory): FastOutcome =>
  'slow' in story ? story : { metrics: story.metrics, daily: story.daily }
