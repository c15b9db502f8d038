import fc from 'fast-check'
import { expect, test } from 'vitest'
import { capacityOf, type Load } from './capacity.ts'

const load: Load = {
  ...{ population: 1_000, generations: 50, fresh: 0.8, evaluationsPerSecond: 25, coresPerWorker: 2 },
  ...{ secondsPerBatch: 0.005, secondsPerGenome: 0.0001, commandsPerBatch: 15, bytesPerGenome: 900 },
  ...{ snapshotBytes: 30e6, usdPerCoreHour: 0.04 },
  limits: { redisCommandsPerSecond: 100_000, redisBytesPerSecond: 1e9 },
}

test('one core takes the time of its evaluations and of breeding, computed by hand', () => {
  const { seconds, usd, commandsPerSecond } = capacityOf(load, 1)
  const evaluations = 1_000 + 49 * 800
  expect(seconds).toBeCloseTo(evaluations / 25 + evaluations * 0.0001, 6)
  expect(usd).toBeCloseTo((seconds * 0.04) / 3_600, 12)
  expect(commandsPerSecond).toBe(0)
})

test('no fleet is faster than all its cores at full use', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 2, max: 5_000 }), (cores, population) => {
      const { seconds, efficiency } = capacityOf({ ...load, population }, cores)
      const evaluations = population + 49 * Math.ceil(0.8 * population)
      expect(seconds).toBeGreaterThanOrEqual(evaluations / 25 / cores - 1e-9)
      expect(efficiency).toBeLessThanOrEqual(1 + 1e-9)
    }),
  ))

test('the bottleneck is named: too few genomes, slow Redis, slow network, or breeding', () => {
  expect(
    capacityOf(
      {
        ...load,
        secondsPerGenome: 1e-6,
        secondsPerBatch: 1e-6,
        limits: { redisCommandsPerSecond: 1e9, redisBytesPerSecond: 1e12 },
      },
      10_000,
    ).limit,
  ).toBe('population')
  const slow = { ...load, limits: { ...load.limits, redisCommandsPerSecond: 10 } }
  expect(capacityOf(slow, 64).limit).toBe('Redis commands')
  const narrow = { ...load, limits: { ...load.limits, redisBytesPerSecond: 1_000 } }
  expect(capacityOf(narrow, 64).limit).toBe('Redis network')
  expect(capacityOf({ ...load, evaluationsPerSecond: 1e6 }, 2).limit).toBe('breeding')
  expect(capacityOf(load, 8).limit).toBe('evaluation')
})
