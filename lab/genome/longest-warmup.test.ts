import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enhancers } from '../enhancers/index.ts'
import { hour } from '../market/units.ts'
import { random } from '../random.ts'
import { drawGenes } from '../seeds/draw.ts'
import { seeds } from '../seeds/index.ts'
import { warmupOf } from '../strategy/exposure.ts'
import { defaultExits, defaultSizing } from '../strategy/template.ts'
import { drawGenome } from './genome.ts'
import { longestWarmup } from './longest-warmup.ts'
import { strategyOf } from './strategy-of.ts'
import { anyChance, anySpace } from './testing/spaces.ts'

const free = seeds.filter(({ requires }) => !requires)

test.each(free.map(seed => [seed.name, seed] as const))(
  'no genome of %s needs a longer warm-up than longestWarmup says',
  (name, seed) => {
    const chance = random(1)
    const longest = longestWarmup({ seeds: [name] })
    for (let k = 0; k < 500; k++) expect(seed.warmup(drawGenes(seed.genes, chance))).toBeLessThanOrEqual(longest)
  },
)

test.each(enhancers.map(enhancer => [enhancer.name, enhancer] as const))(
  'no genome with %s does, although the enhancer is off where its genes are largest',
  (name, enhancer) => {
    const chance = random(2)
    const longest = longestWarmup({ seeds: ['bollinger'], enhancers: [name] })
    for (let k = 0; k < 500; k++)
      expect(enhancer.warmup(drawGenes(enhancer.genes, chance))).toBeLessThanOrEqual(longest)
  },
)

test('no genome of any space does, including formula, scaling and ATR exits', () =>
  fc.assert(
    fc.property(anySpace, anyChance, (space, chance) => {
      const { exits, sizing, scalings, formulas, ...rest } = space
      const searched = rest.seeds.filter(name => name !== 'xgboost')
      fc.pre(searched.length > 0)
      const plan = {
        ...{ seeds: searched, enhancers: space.enhancers, universe: ['BTC', 'ETH'], interval: hour, evolve: space },
        ...{ exits: { ...defaultExits, stopAtr: 2, atrWindow: 50 }, sizing: defaultSizing },
      }
      const longest = longestWarmup({
        ...plan,
        evolve: {
          ...(exits && { exits }),
          ...(scalings && { scalings }),
          ...(formulas && { formulaWarmup: formulas.warmup }),
        },
      })
      const genome = drawGenome({ ...space, seeds: searched }, chance)
      expect(warmupOf(strategyOf(genome, plan))).toBeLessThanOrEqual(longest)
    }),
  ))

test('the longest warm-up of several seeds is that of the slowest', () => {
  const alone = free.map(({ name }) => longestWarmup({ seeds: [name] }))
  expect(longestWarmup()).toBe(Math.max(...alone))
})

test('an evolving scaling adds to the warm-up of the signal, an ATR window runs beside it', () => {
  const alone = longestWarmup({ seeds: ['rsi'] })
  expect(longestWarmup({ seeds: ['rsi'], evolve: { scalings: ['kelly'] } })).toBe(alone + 2000)
  expect(longestWarmup({ seeds: ['rsi'], evolve: { exits: ['stop'] } })).toBe(Math.max(alone, 61))
  expect(longestWarmup({ seeds: ['formula'], evolve: { formulaWarmup: 100 } })).toBe(341)
})

test('an unknown name is refused with a list of the known ones', () => {
  expect(() => longestWarmup({ seeds: ['ema-crss'] })).toThrow(/no seed is named ema-crss: expected .*ema-cross/)
  expect(() => longestWarmup({ seeds: ['ema-cross'], enhancers: ['mood'] })).toThrow(
    /no enhancer is named mood: expected .*confirmation/,
  )
})
