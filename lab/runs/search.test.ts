import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evaluationsIn } from '../evolution/engine/stop.ts'
import { genomeKey } from '../genome/genome.ts'
import { integer, random } from '../random.ts'
import { smallDataset } from '../testing/small-run.ts'
import { startWorkers } from '../workers/threads/pool.ts'
import { createRun, openRun, type RunFolder } from './run-folder.ts'
import { search } from './search.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-search-'))
afterAll(() => rmSync(folder, { recursive: true }))

const dataset = smallDataset()
const { generations } = dataset.plan.search
const begin = (name: string) => createRun(join(folder, name), dataset.plan)
const bytesOf = ({ path }: RunFolder) =>
  readdirSync(join(path, 'generations')).map(name => [name, readFileSync(join(path, 'generations', name), 'utf8')])

describe('a search', () => {
  let whole: RunFolder
  /** The reported progress, and the number of generations on disk at that moment. */
  const told: { readonly generation: number; readonly evaluations: number; readonly onDisk: number }[] = []
  beforeAll(async () => {
    whole = await begin('whole')
    await search(whole, dataset, {
      pool: whole => startWorkers(2, whole),
      every: 1,
      onProgress: ({ generation, evaluations }) =>
        told.push({ generation, evaluations, onDisk: openRun(whole.path).generations().length }),
    })
  })

  test('reports its progress, and only generations already on disk', () => {
    expect(told.every(({ generation, onDisk }) => onDisk >= generation)).toBe(true)
    expect(new Set(told.map(({ generation }) => generation))).toEqual(new Set(Array.from({ length: 6 }, (_, i) => i)))
    const counts = told.map(({ evaluations }) => evaluations)
    expect(counts).toEqual(counts.toSorted((a, b) => a - b))
    expect(told.at(-1)).toMatchObject({ generation: generations, evaluations: evaluationsIn(whole.generations()) })
  })

  test('passes all scores to the recorder before it saves the generation', async () => {
    const run = await begin('recorded')
    const seen: string[] = []
    await search(run, dataset, {
      pool: whole => startWorkers(2, whole),
      async onScores(genomes, scores, share) {
        expect({ share, scores: scores.length }).toEqual({ share: 1, scores: genomes.length })
        await new Promise(resolve => setTimeout(resolve, 1))
        seen.push(...genomes.map(genomeKey))
      },
    })
    expect(seen).toEqual(whole.generations().flatMap(({ fresh }) => fresh.map(({ genome }) => genomeKey(genome))))
    expect(bytesOf(run)).toEqual(bytesOf(whole))
  })

  test('aborted repeatedly after any evaluation ends in the same bytes', async () => {
    const run = await begin('aborted')
    const chance = random(8)
    let lives = 0
    for (let done = 0; done < generations && lives < 200; lives++) {
      const controller = new AbortController()
      let left = integer(chance, 1, 4)
      const finished = await search(openRun(run.path), dataset, {
        pool: whole => startWorkers(1, whole),
        signal: controller.signal,
        every: 1,
        onProgress: () => --left === 0 && controller.abort(),
      })
      expect(finished).toEqual(run.generations())
      expect(finished.length).toBeGreaterThanOrEqual(done)
      done = finished.length
    }
    expect(lives).toBeGreaterThan(2)
    expect(bytesOf(run)).toEqual(bytesOf(whole))
  })

  test('aborted before its start leaves the run unchanged', async () => {
    const run = await begin('never')
    expect(await search(run, dataset, { pool: whole => startWorkers(1, whole), signal: AbortSignal.abort() })).toEqual(
      [],
    )
    expect(run.generations()).toEqual([])
  })

  test('that has already ended is only read', async () => {
    let heard = 0
    expect(await search(whole, dataset, { pool: whole => startWorkers(1, whole), onProgress: () => heard++ })).toEqual(
      whole.generations(),
    )
    expect(heard).toBe(0)
  })

  test('fails with the error of a worker, and keeps finished generations', async () => {
    const run = await begin('failing')
    const controller = new AbortController()
    await search(run, dataset, {
      pool: whole => startWorkers(1, whole),
      signal: controller.signal,
      onProgress: ({ generation }) => generation === 2 && controller.abort(),
    })
    const broken = { ...dataset, instruments: new Map() }
    await expect(search(run, broken, { pool: whole => startWorkers(2, whole) })).rejects.toThrow(
      'no instrument is known for SYN-A',
    )
    expect(run.generations()).toEqual(whole.generations().slice(0, 2))
  })
})
