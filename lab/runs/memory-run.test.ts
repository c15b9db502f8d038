import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluationsIn } from '../evolution/engine/stop.ts'
import type { Generation } from '../evolution/generation.ts'
import type { Genome } from '../genome/genome.ts'
import { smallDataset } from '../testing/small-run.ts'
import { runInMemory } from './memory-run.ts'
import { createRun } from './run-folder.ts'
import { search } from './search.ts'
import { searchBlindly } from './search-blindly.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-memory-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a run in memory', () => {
  const dataset = smallDataset()
  const run = runInMemory(dataset.plan)
  let found: readonly Generation[]
  beforeAll(async () => {
    found = await search(run, dataset)
  })

  test('finds what a run in a folder finds, and keeps it', async () => {
    expect(found).toEqual(await search(await createRun(join(folder, 'run'), dataset.plan), dataset))
    expect(found).toHaveLength(dataset.plan.search.generations)
    expect(run.generations()).toEqual(found)
  })

  test('goes on from where it was', async () => {
    const half = runInMemory(dataset.plan)
    for (const generation of found.slice(0, 2)) await half.save(generation)
    expect(await search(half, dataset)).toEqual(found)
  })

  test('refuses a generation that is not the next', async () => {
    await expect(runInMemory(dataset.plan).save(found[1])).rejects.toThrow('expected generation 0 next, found 1')
  })

  test('is compared with blind searches of as many evaluations, all of which are told', async () => {
    const evaluated: Genome[] = []
    const blind = await searchBlindly(dataset, found, { onScores: genomes => void evaluated.push(...genomes) })
    expect(blind.map(({ method }) => method)).toEqual(['random', 'grid'])
    for (const { evaluations } of blind) expect(evaluations).toBeLessThanOrEqual(evaluationsIn(found))
    expect(evaluated).toHaveLength(blind.reduce((sum, { evaluations }) => sum + evaluations, 0))
  })
})
