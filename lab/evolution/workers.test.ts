import { afterEach, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { random } from '../random.ts'
import { seeds } from '../seeds/index.ts'
import { smallGround } from '../testing/small-run.ts'
import { evaluate } from './evaluate.ts'
import { drawGenome } from './genome.ts'
import { plainMeasure } from './measure.ts'
import { startWorkers, type WorkerPool } from './workers.ts'

const ground = smallGround()
const chance = random(3)
const genomes = Array.from({ length: 12 }, () =>
  drawGenome(
    seeds.filter(({ requires }) => !requires).map(({ name }) => name),
    chance,
  ),
)

let pool: WorkerPool | undefined
afterEach(() => pool?.close())

test('scores come back in the order of the genomes, and each is heard of once', async () => {
  let heard = 0
  pool = startWorkers(2, ground, () => heard++)
  const expected = genomes.map(genome => evaluate(genome, ground.plan, plainMeasure(ground, plain)))
  expect(await pool.evaluate(genomes)).toStrictEqual(expected)
  expect(heard).toBe(genomes.length)
  // The same threads again, with what they remember, and with fewer genomes than threads.
  expect(await pool.evaluate(genomes.toReversed())).toStrictEqual(expected.toReversed())
  expect(await pool.evaluate(genomes.slice(0, 1))).toStrictEqual(expected.slice(0, 1))
  expect(await pool.evaluate([])).toEqual([])
})

test('one genome that cannot be evaluated fails the whole batch with its own error, and every later batch', async () => {
  pool = startWorkers(2, ground)
  const broken = { seed: 'no-such-seed', genes: {} }
  await expect(pool.evaluate([...genomes, broken])).rejects.toThrow('no seed is named no-such-seed')
  await expect(pool.evaluate(genomes)).rejects.toThrow('no seed is named no-such-seed')
})

test('a pool that is closed gives up what is in hand, and nobody waits for ever', async () => {
  pool = startWorkers(1, ground)
  const waiting = pool.evaluate(genomes)
  const [outcome] = await Promise.allSettled([waiting, pool.close()])
  expect(outcome).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('ended') } })
})

test.each([0, -1, 1.5, Number.NaN])('%d threads are refused', size =>
  expect(() => startWorkers(size, ground)).toThrow('expected a whole number of at least 1'),
)
