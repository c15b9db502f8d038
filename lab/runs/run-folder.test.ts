import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Generation } from '../evolution/generation.ts'
import type { Plan } from '../evolution/plan.ts'
import { createRun, isRun, openRun, readSealed, writeSealed } from './run-folder.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-run-'))
afterAll(() => rmSync(folder, { recursive: true }))

const plan = { name: 'a', seedNumber: 1 } as Plan
const generation = (number: number): Generation => ({
  ...{ number, population: [], fresh: [] },
  ...{ diversity: 0, stagnant: 0, step: 0.1 },
})

test('a run is read back as saved, generation by generation', async () => {
  const path = join(folder, 'whole')
  const run = await createRun(path, plan)
  for (const n of [0, 1, 2]) await run.save(generation(n))
  expect(isRun(path)).toBe(true)
  expect(openRun(path).plan).toEqual(plan)
  expect(openRun(path).generations()).toEqual([0, 1, 2].map(generation))
})

test('a run is never overwritten', async () => {
  await createRun(join(folder, 'once'), plan)
  await expect(createRun(join(folder, 'once'), plan)).rejects.toThrow('already holds a run')
})

test('a folder without a run is refused', () => expect(() => openRun(join(folder, 'nothing'))).toThrow('holds no run'))

test('a missing generation is detected', async () => {
  const path = join(folder, 'gap')
  const run = await createRun(path, plan)
  for (const n of [0, 1, 2]) await run.save(generation(n))
  rmSync(join(path, 'generations', '0001.json'))
  expect(() => run.generations()).toThrow('0001.json is missing')
})

test('a generation with the number of another is detected', async () => {
  const path = join(folder, 'renamed')
  const run = await createRun(path, plan)
  for (const n of [0, 1, 2]) await run.save(generation(n))
  renameSync(join(path, 'generations', '0002.json'), join(path, 'generations', '0001.json'))
  expect(() => run.generations()).toThrow('0001.json: expected generation 1, found 2')
})

test('a temporary file left by a crash is ignored', async () => {
  const path = join(folder, 'half')
  const run = await createRun(path, plan)
  await run.save(generation(0))
  writeFileSync(join(path, 'generations', '0001.json.new'), '{"sha256":"')
  expect(run.generations()).toEqual([generation(0)])
  await run.save(generation(1))
  expect(run.generations()).toEqual([0, 1].map(generation))
})

test('every changed or missing byte of a file with a checksum is detected', async () => {
  const path = join(folder, 'sealed.json')
  const content = { fitness: 1.25, genes: { fast: 12 } }
  await writeSealed(path, content)
  const whole = readFileSync(path)
  expect(readSealed(path)).toEqual(content)
  for (let i = 0; i < whole.length; i++) {
    const corrupted = Buffer.from(whole)
    corrupted[i] ^= 1
    writeFileSync(path, corrupted)
    expect(() => readSealed(path), `byte ${i}`).toThrow(RangeError)
    writeFileSync(path, whole.subarray(0, i))
    expect(() => readSealed(path), `cut at ${i}`).toThrow(RangeError)
  }
})
