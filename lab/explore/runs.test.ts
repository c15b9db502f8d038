import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { genomeRows, runsIn } from './runs.ts'
import { finishRun, generation, plan, scored } from './testing/finished-run.ts'

const root = mkdtempSync(join(tmpdir(), 'seedbed-explore-runs-'))
afterAll(() => rmSync(root, { recursive: true }))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(root, 'runs-'))
})

test('a missing folder has no runs', () => expect(runsIn(join(folder, 'none')).list()).toEqual([]))

test('a run has market, search and progress, and best, median and mean of each generation', async () => {
  await finishRun(join(folder, 'first'), [
    generation(0, [scored(1), scored(4), scored(-2)]),
    generation(1, [scored(5), scored(4), scored(3), scored(1)]),
  ])
  writeFileSync(join(folder, 'first', 'evolution.html'), 'page')
  const [line] = runsIn(folder).list()
  expect(line).toMatchObject({
    ...{ name: 'first', synthetic: true, symbols: 'SYN-A', interval: '4h', seeds: plan.seeds.join(', ') },
    ...{ population: 10, planned: 5, generations: 2, evaluations: 7, best: 5, champion: 'ema-cross' },
    reports: ['evolution.html'],
    history: [
      { generation: 0, best: 4, median: 1, mean: 1, evaluations: 3 },
      { generation: 1, best: 5, median: 3, mean: 3.25, evaluations: 4 },
    ],
  })
})

test('a run without a finished generation has no best fitness and no champion', async () => {
  await finishRun(join(folder, 'begun'), [])
  const [line] = runsIn(folder).list()
  expect(line).toMatchObject({ name: 'begun', generations: 0, evaluations: 0, history: [] })
  expect(line).not.toHaveProperty('best')
  expect(line).not.toHaveProperty('champion')
})

test('runs of a batch are found one folder deeper and sorted by name among the others', async () => {
  for (const name of ['late', 'batch/2-b', 'batch/1-a']) await finishRun(join(folder, name), [])
  mkdirSync(join(folder, 'batch', 'no-run'))
  expect(
    runsIn(folder)
      .list()
      .map(({ name }) => name),
  ).toEqual(['batch/1-a', 'batch/2-b', 'late'])
})

test('a damaged run is listed with its error and hides no other', async () => {
  await finishRun(join(folder, 'good'), [])
  mkdirSync(join(folder, 'torn'))
  writeFileSync(join(folder, 'torn', 'plan.json'), '{"sha256":')
  const [good, torn] = runsIn(folder).list()
  expect(good).toMatchObject({ name: 'good', generations: 0 })
  expect(torn).toEqual({ name: 'torn', broken: expect.stringContaining('expected a JSON document with a checksum') })
})

test('a run is read again only after a new generation or report', async () => {
  const run = await finishRun(join(folder, 'growing'), [generation(0, [scored(1)])])
  const runs = runsIn(folder)
  const [before] = runs.list()
  expect(runs.list()[0]).toBe(before)
  await run.save(generation(1, [scored(2)]))
  expect(runs.list()[0]).toMatchObject({ generations: 2, best: 2 })
  writeFileSync(join(folder, 'growing', 'report.html'), 'page')
  expect(runs.list()[0]).toMatchObject({ reports: ['report.html'] })
})

test('only a listed run can be opened', async () => {
  await finishRun(join(folder, 'batch/1-a'), [])
  mkdirSync(join(folder, 'other'))
  const runs = runsIn(folder)
  expect(runs.open('batch/1-a')).toBe(join(folder, 'batch/1-a'))
  for (const name of ['other', 'batch', '..', '../..', 'batch/../batch/1-a', ''])
    expect(runs.open(name), name).toBeUndefined()
})

test('each evaluated genome is a row with its score', async () => {
  const path = join(folder, 'rows')
  await finishRun(path, [generation(0, [scored(1), scored(2)]), generation(1, [scored(3)])])
  expect(genomeRows(path).map(({ fitness, seed, sharpe_daily }) => [fitness, seed, sharpe_daily])).toEqual([
    [1, 'ema-cross', null],
    [2, 'ema-cross', null],
    [3, 'ema-cross', null],
  ])
})
