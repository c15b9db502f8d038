import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { plain } from '../indicators/memo.ts'
import { type Bars, rowAt, slice } from '../market/bars.ts'
import { featureMatrix } from '../models/features/matrix.ts'
import { modelFile, type Stump } from '../models/features/testing/model-file.ts'
import { random } from '../random.ts'
import { craftedBars, quiet } from '../testing/crafted.ts'
import { seedContract } from './contract.ts'
import type { Seed } from './seed.ts'
import { earnings } from './testing/earnings.ts'
import { reverting, trending } from './testing/markets.ts'
import { xgboost } from './xgboost.ts'

const anyGenes = { conviction: 0.1, hold: 1 }

/** Follows the last day, faster where the rest of the market lags, and knows a fading feature too. */
const following: readonly Stump[] = [
  { feature: 'return_24', at: 0, below: -0.5, above: 0.5 },
  { feature: 'relative_return_24', at: 0.002, below: -0.3, above: 0.3 },
  { feature: 'beta_168', at: 0.9, below: 0.2, above: -0.2 },
  { feature: 'macd_histogram', at: 0, below: -0.3, above: 0.3 },
  { feature: 'rsi_14', at: 0.6, below: -0.2, above: 0.2 },
]
const threeWays = following.flatMap(stump => [
  { ...stump, below: stump.above, above: stump.below, output: 0 },
  { ...stump, below: 0.05, above: 0.05, output: 1 },
  { ...stump, output: 2 },
])
const kinds = {
  'binary:logistic': modelFile('binary:logistic', following),
  'reg:squarederror': modelFile('reg:squarederror', following, { base: 0 }),
  'multi:softprob': modelFile('multi:softprob', threeWays, { classes: 3 }),
}

const market = syntheticMarket({ seed: 7, symbols: ['SYN-A', 'SYN-B', 'SYN-C'], bars: 1_500, edge: 0.1, gaps: 0.002 })
for (const file of Object.values(kinds)) {
  seedContract(holding(file), market, random(11), { genomes: 4, cuts: 2 })
}

test.each(Object.entries(kinds))(
  'a %s model takes the same positions bar by bar, with its warm-up for history',
  (_, file) => {
    const genes = { conviction: 0.05, hold: 12 }
    const warmup = xgboost.warmup(genes)
    const given = { fitted: fitted(file) }
    for (const bars of market) {
      const whole = xgboost.exposure(bars, genes, plain, { ...given, market })
      for (let end = bars.close.length - 20; end < bars.close.length; end++) {
        const until = bars.openTime[end]
        const seen = market.map(one => lastRows(one, until, warmup + 1))
        const own = seen.find(({ symbol }) => symbol === bars.symbol)!
        const streamed = xgboost.exposure(own, genes, plain, { ...given, market: seen })
        expect(streamed[streamed.length - 1]).toBe(whole[end])
      }
    }
  },
)

test('a model that follows the trend earns where prices run, and loses where they come back', () => {
  const follower = holding(modelFile('binary:logistic', [{ feature: 'return_24', at: 0, below: -1, above: 1 }]))
  expect(earnings(follower, trending(1, 300))).toBeGreaterThan(0.0005)
  expect(earnings(follower, reverting(1))).toBeLessThan(-0.0001)
})

describe('of two classes', () => {
  // A probability of 0.62 where the price rises, of 0.38 where it falls.
  const stump = { feature: 'return_1', at: 0, below: -0.5, above: 0.5 }

  test('a probability beyond even by the conviction is held, long or short', () => {
    const file = modelFile('binary:logistic', [stump])
    expect(held(file, { conviction: 0.1, hold: 1 }, 101, 100, 102)).toEqual([1, -1, 1])
    expect(held(file, { conviction: 0.13, hold: 1 }, 101, 100, 102)).toEqual([0, 0, 0])
  })

  test('the base score counts', () => {
    const file = modelFile('binary:logistic', [stump], { base: 0.6 })
    expect(held(file, { conviction: 0.13, hold: 1 }, 101, 100)).toEqual([1, 0])
  })

  test.each([
    ['binary:logitraw', [stump], { base: 0 }],
    ['reg:logistic', [stump], {}],
    [
      'multi:softprob',
      [
        { ...stump, below: 0.25, above: -0.25, output: 0 },
        { ...stump, below: -0.25, above: 0.25, output: 1 },
      ],
      { classes: 2 },
    ],
  ] as const)('%s says the same in other words', (objective, stumps, options) => {
    const file = modelFile(objective, stumps, options)
    expect(held(file, { conviction: 0.1, hold: 1 }, 101, 100, 102)).toEqual([1, -1, 1])
    expect(held(file, { conviction: 0.13, hold: 1 }, 101, 100, 102)).toEqual([0, 0, 0])
  })
})

describe('of three classes', () => {
  const lean = (output: number, below: number, above: number): Stump => ({
    ...{ feature: 'return_1', at: 0.005, below, above, output },
  })
  // Falls and small rises speak for class 1, large rises for class 2.
  const stumps = [lean(0, 0, 0), lean(1, 1, 0), lean(2, 0, 1)]

  test.each(['multi:softprob', 'multi:softmax'])('%s holds the likeliest: short, flat, long', objective => {
    expect(held(modelFile(objective, stumps, { classes: 3 }), anyGenes, 101, 101.1, 103)).toEqual([1, 0, 1])
    const falling = [lean(0, 1, 0), lean(1, 0, 0), lean(2, 0, 1)]
    expect(held(modelFile(objective, falling, { classes: 3 }), anyGenes, 101, 100)).toEqual([1, -1])
  })

  test('a flat that wins ends what was held; one that is not likelier by the conviction does not', () => {
    const file = modelFile('multi:softprob', stumps, { classes: 3 })
    // e / (e + 2) − 1 / (e + 2) is 0.364.
    expect(held(file, { conviction: 0.36, hold: 5 }, 101, 101.1)).toEqual([1, 0])
    const unsure = modelFile('multi:softprob', [lean(0, 0, 0), lean(1, 0.5, 0), lean(2, 0, 1)], { classes: 3 })
    expect(held(unsure, { conviction: 0.36, hold: 3 }, 101, 101.1, 101.2, 101.3)).toEqual([1, 1, 1, 0])
  })
})

test('a regression is held where it expects more standard deviations than the conviction', () => {
  const stump = { feature: 'return_1', at: 0, below: -0.3, above: 0.2 }
  const file = modelFile('reg:squarederror', [stump], { base: 0 })
  expect(held(file, { conviction: 0.19, hold: 1 }, 101, 100)).toEqual([1, -1])
  expect(held(file, { conviction: 0.25, hold: 1 }, 101, 100)).toEqual([0, -1])
})

test('a signal stands until another comes, or as many bars as it may', () => {
  const stump = { feature: 'return_1', at: 0.005, below: 0, above: 1 }
  expect(held(modelFile('binary:logistic', [stump]), { conviction: 0.1, hold: 3 }, 101, 101, 101, 101)).toEqual([
    1, 1, 1, 0,
  ])
})

test('a feature that is not known goes the way that the model learned for it', () => {
  const stump = { feature: 'breadth_24', at: 0.5, below: 1, above: -1 }
  const bars = craftedBars(quiet(10))
  expect(featureMatrix(['breadth_24'], { bars, market: [bars] }, plain)[0][9]).toBeNaN()
  for (const [missingBelow, wanted] of [
    [true, 1],
    [false, -1],
  ] as const) {
    expect(held(modelFile('binary:logistic', [{ ...stump, missingBelow }]), anyGenes, 100)).toEqual([wanted])
  }
})

describe('a model is refused', () => {
  const stump = { feature: 'return_1', at: 0, below: 0, above: 1 }
  test.each([
    [
      'whose columns have no names',
      modelFile('binary:logistic', [stump], { named: false }),
      'its columns have no names',
    ],
    [
      'of another feature, beside those that may be meant',
      modelFile('binary:logistic', [stump, { ...stump, feature: 'return_2' }]),
      'no feature is called "return_2", expected one of return_1, return_4',
    ],
    [
      'that tells four classes apart',
      modelFile(
        'multi:softprob',
        [0, 1, 2, 3].map(output => ({ ...stump, output })),
        { classes: 4 },
      ),
      'it has 4 classes, expected two, fall and rise, or three',
    ],
    ['that splits by category', byCategory(modelFile('binary:logistic', [stump])), 'it splits by category'],
    [
      'that knows no direction',
      modelFile('count:poisson', [stump]),
      'count:poisson predicts a magnitude without direction',
    ],
    ['that is no model', new TextEncoder().encode('{}'), 'XGBoost model: '],
  ])('%s', (_, content, why) => {
    const found = xgboost.learner!.read(content, anyGenes)
    expect(found.ok).toBe(false)
    expect(!found.ok && found.error).toContain(why)
  })

  test('and without one nothing is held at all', () => {
    expect(() => xgboost.exposure(craftedBars(quiet(3)), anyGenes, plain)).toThrow('xgboost: found no model')
  })
})

/** The same file, its first split one by category. */
function byCategory(file: Uint8Array): Uint8Array {
  const document = JSON.parse(new TextDecoder().decode(file))
  const [tree] = document.learner.gradient_booster.model.trees
  const categories = { categories: [1], categories_nodes: [0], categories_segments: [0], categories_sizes: [1] }
  Object.assign(tree, categories, { split_type: [1, 0, 0] })
  return new TextEncoder().encode(JSON.stringify(document))
}

function fitted(file: Uint8Array): unknown {
  const found = xgboost.learner!.read(file, anyGenes)
  if (!found.ok) throw new Error(found.error)
  return found.value
}

/** The seed with this model in its hands, as one that needs nothing. */
function holding(file: Uint8Array): Seed {
  const { requires: _, learner: __, ...rest } = xgboost
  const model = fitted(file)
  return {
    ...(rest as Seed),
    exposure: (bars, genes, indicators, given) =>
      xgboost.exposure(bars, genes as typeof anyGenes, indicators, { ...given, fitted: model }),
  }
}

/** What is held at the last closes of a market that stood at 100 before them. */
function held(file: Uint8Array, genes: typeof anyGenes, ...closes: readonly number[]): number[] {
  const rows = closes.map(close => [close, close, close, close] as const)
  const bars = craftedBars([...quiet(5), ...rows])
  return Array.from(xgboost.exposure(bars, genes, plain, { fitted: fitted(file) })).slice(5)
}

function lastRows(bars: Bars, until: number, rows: number): Bars {
  const end = rowAt(bars, until + 1)
  return slice(bars, Math.max(0, end - rows), end)
}
