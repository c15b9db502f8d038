import { expect, test } from 'vitest'
import { enhancers } from '../enhancers/index.ts'
import { random } from '../random.ts'
import { drawGenes } from '../seeds/draw.ts'
import { seeds } from '../seeds/index.ts'
import { longestWarmup } from './longest-warmup.ts'

const free = seeds.filter(({ requires }) => !requires)

test.each(free.map(seed => [seed.name, seed] as const))(
  'no genome of %s warms up longer than the longest',
  (name, seed) => {
    const chance = random(1)
    for (let k = 0; k < 500; k++)
      expect(seed.warmup(drawGenes(seed.genes, chance))).toBeLessThanOrEqual(longestWarmup([name]))
  },
)

test.each(enhancers.map(enhancer => [enhancer.name, enhancer] as const))(
  'nor one that hears %s, though it is off where its genes are largest',
  (name, enhancer) => {
    const chance = random(2)
    const longest = longestWarmup(['bollinger'], [name])
    for (let k = 0; k < 500; k++)
      expect(enhancer.warmup(drawGenes(enhancer.genes, chance))).toBeLessThanOrEqual(longest)
  },
)

test('the longest of several is that of the slowest', () => {
  const alone = free.map(({ name }) => longestWarmup([name]))
  expect(longestWarmup()).toBe(Math.max(...alone))
})

test('a name that nobody knows is refused with those that are known', () => {
  expect(() => longestWarmup(['ema-crss'])).toThrow(/no seed is named ema-crss: expected .*ema-cross/)
  expect(() => longestWarmup(['ema-cross'], ['mood'])).toThrow(/no enhancer is named mood: expected .*confirmation/)
})
