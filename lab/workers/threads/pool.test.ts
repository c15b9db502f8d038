import { afterEach, describe, expect, test } from 'vitest'
import { kernelModule } from '../../bundle/kernel.ts'
import { recent } from '../../evolution/engine/recent.ts'
import { evaluate } from '../../evolution/evaluate.ts'
import { fastMeasure } from '../../evolution/fast-measure.ts'
import { readScore, rowWidth } from '../../evolution/score-row.ts'
import { drawGenome, type Genome } from '../../genome/genome.ts'
import { genomeText } from '../../genome/genome-text.ts'
import { spaceOf } from '../../genome/space.ts'
import { plain } from '../../indicators/memo.ts'
import { random } from '../../random.ts'
import { seeds } from '../../seeds/index.ts'
import { smallDataset } from '../../testing/small-run.ts'
import { startWorkers, type WorkerPool } from './pool.ts'

const dataset = smallDataset()
const kernel = await kernelModule()
const chance = random(3)
const ideas = seeds.filter(({ requires, learner }) => !requires && !learner).map(({ name }) => name)
const space = spaceOf({ seeds: ideas })
const genomes = Array.from({ length: 12 }, () => drawGenome(space, chance))
const expected = genomes.map(genome => evaluate(genome, dataset.plan, fastMeasure(dataset, plain, kernel).one))
const unknown = (seed: string): Genome => ({ seed, genes: {} })

let pool: WorkerPool | undefined
afterEach(() => pool?.close())

test.each([1, 2, 5])('scores of %d threads come back in the order of the genomes', async size => {
  pool = startWorkers(size, dataset)
  expect(await pool.evaluate(genomes)).toStrictEqual(expected)
  expect(pool.done()).toBe(genomes.length)
  // The same threads again, with filled caches, and with fewer genomes than threads.
  expect(await pool.evaluate(genomes.toReversed())).toStrictEqual(expected.toReversed())
  expect(await pool.evaluate(genomes.slice(0, 1))).toStrictEqual(expected.slice(0, 1))
  expect(await pool.evaluate([])).toEqual([])
  // Larger than the memory allocated for the first batch.
  const many = Array.from({ length: 5 }, () => genomes).flat()
  expect(await pool.evaluate(many)).toStrictEqual(many.map((_, i) => expected[i % genomes.length]))
  expect(pool.done()).toBe(2 * genomes.length + 1 + many.length)
})

test('concurrent calls get the scores of their own genomes', async () => {
  pool = startWorkers(2, dataset)
  const [all, few] = await Promise.all([pool.evaluate(genomes), pool.evaluate(genomes.slice(3, 5))])
  expect(all).toStrictEqual(expected)
  expect(few).toStrictEqual(expected.slice(3, 5))
})

test('genomes are evaluated on the requested share of the training time', async () => {
  pool = startWorkers(2, dataset)
  const segments = { ...dataset.plan.segments, train: recent(dataset.plan.segments.train, 0.5) }
  const half = { ...dataset.plan, segments }
  const scores = genomes.map(genome => evaluate(genome, half, fastMeasure(dataset, plain, kernel).one))
  expect(await pool.evaluate(genomes, 0.5)).toStrictEqual(scores)
  expect(scores).not.toEqual(expected)
})

describe('a genome that cannot be evaluated', () => {
  test('fails its batch with the error of the first such genome, and no other batch', async () => {
    pool = startWorkers(2, dataset)
    const broken = genomes.toSpliced(5, 0, unknown('first')).concat(unknown('second'))
    for (let i = 0; i < 5; i++) await expect(pool.evaluate(broken)).rejects.toThrow('no seed is named first')
    expect(await pool.evaluate(genomes)).toStrictEqual(expected)
  })

  test('given as text is reported beside the scores of the others', async () => {
    pool = startWorkers(2, dataset)
    const texts = [...genomes.map(genomeText), genomeText(unknown('lost')), '{"seed":']
    const { rows, failures } = await pool.evaluateTexts(texts)
    expect(genomes.map((_, i) => readScore(rows, i * rowWidth))).toStrictEqual(expected)
    expect(failures).toMatchObject([
      { index: 12, error: { message: expect.stringContaining('no seed is named lost') } },
      { index: 13, error: { name: 'SyntaxError' } },
    ])
  })
})

test('closing a pool rejects its running work', async () => {
  pool = startWorkers(1, dataset)
  await pool.evaluate(genomes.slice(0, 1))
  const waiting = [pool.evaluate(genomes), pool.evaluate(genomes)]
  const [first, second] = await Promise.allSettled([...waiting, pool.close()])
  const ended = { status: 'rejected', reason: { message: expect.stringContaining('ended') } }
  expect([first, second]).toMatchObject([ended, ended])
  await expect(pool.evaluate(genomes)).rejects.toThrow('ended')
})

test('a pool closed before its start evaluates nothing', async () => {
  pool = startWorkers(1, dataset)
  const waiting = expect(pool.evaluate(genomes)).rejects.toThrow('ended')
  await pool.close()
  await waiting
})

test.each([0, -1, 1.5, Number.NaN])('%d threads are refused', size =>
  expect(() => startWorkers(size, dataset)).toThrow('expected a whole number of at least 1'),
)
