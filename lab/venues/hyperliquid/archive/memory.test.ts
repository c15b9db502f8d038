import { spawn, spawnSync } from 'node:child_process'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compress } from 'lz4js'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { inFolder } from '../../../data/testing/lake.ts'
import type { EpochMs } from '../../../market/units.ts'
import { random } from '../../../random.ts'
import { needs } from '../../../testing/shared.ts'
import { bookFiles } from './datasets.ts'
import { credentials, startS3, type TestS3 } from './testing/s3.ts'

const moto = needs('moto')
const start = Date.UTC(2025, 4, 20) as EpochMs
const rows = 22_000
const frames = 16

const root = fileURLToPath(new URL('../../../..', import.meta.url))

/** Compiles the archive, so that the memory of a TypeScript loader is not measured. */
function compiled(folder: string): string {
  const files = ['download', 'estimate', 'journal', 'listing', 'store']
  const config = {
    extends: join(root, 'tsconfig.dist.json'),
    compilerOptions: { rootDir: root, outDir: folder, declaration: false, noCheck: true, types: [] },
    files: files.map(name => join(root, 'lab/venues/hyperliquid/archive', `${name}.ts`)),
    include: [],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([0, ''])
  return join(folder, 'lab/venues/hyperliquid/archive')
}

/** Downloads and reads one file as the script does, and prints its peak memory in MB. */
const program = (from: string, folder: string, endpoint: string) => `
  import { downloadArchive } from '${from}/download.js'
  import { estimate } from '${from}/estimate.js'
  import { openJournal } from '${from}/journal.js'
  import { listArchive } from '${from}/listing.js'
  import { openStore } from '${from}/store.js'
  const store = openStore({ endpoint: '${endpoint}' })
  const retry = { random: Math.random, signal: new AbortController().signal }
  const asked = { kind: 'books', coins: ['BTC'], from: ${start}, to: ${start + 1} }
  const journal = await openJournal('${folder}/journal.jsonl')
  const { files, spent } = await listArchive(store, asked, retry)
  const found = estimate(asked, files, () => false, spent)
  const sink = async () => {}
  const taken = await downloadArchive(store, found, { ...retry, journal, sink, concurrency: 3, folder: '${folder}/files' })
  const most = process.resourceUsage().maxRSS / 1024
  console.log(JSON.stringify({ rows: taken.rows, failed: taken.failed, most }))
  await journal.close()
  store.close()`

describe.skipIf(!moto)('a file of 300 MB', () => {
  let s3: TestS3
  beforeAll(async () => {
    for (const [name, value] of Object.entries(credentials)) vi.stubEnv(name, value)
    s3 = await startS3(moto!)
  })
  afterAll(async () => {
    await s3?.stop()
    vi.unstubAllEnvs()
  })

  test('is read in less than 150 MB, the program included', async () => {
    const next = random(1)
    const side = (from: number) =>
      Array.from({ length: 10 }, (_, i) => ({ px: `${from + i}.0`, sz: (1 + next()).toFixed(5), n: 1 + i }))
    const lines = Array.from({ length: rows }, (_, i) => {
      const levels = [side(90_000).reverse(), side(90_010)]
      const raw = { channel: 'l2Book', data: { coin: 'BTC', time: start + i, levels } }
      return JSON.stringify({ time: '2025-05-20T00:00:00.123456789', ver_num: 1, raw })
    })
    const content = Buffer.from(`${lines.join('\n')}\n`)
    expect(frames * content.length).toBeGreaterThan(300e6)
    const frame = compress(content)
    await s3.put(bookFiles, bookFiles.key(start, 'BTC'), Buffer.concat(Array.from({ length: frames }, () => frame)))
    await inFolder(async folder => {
      const script = program(compiled(folder), folder, s3.endpoint)
      // V8 collects garbage only when space is short. A small heap shows the memory that is needed.
      const heap = ['--max-semi-space-size=2', '--max-old-space-size=40']
      const child = spawn(process.execPath, [...heap, '--input-type=module', '-e', script])
      let [out, err] = ['', '']
      child.stdout.on('data', chunk => {
        out += chunk
      })
      child.stderr.on('data', chunk => {
        err += chunk
      })
      await new Promise(resolve => child.once('close', resolve))
      expect(err).toBe('')
      const { most, ...read } = JSON.parse(out)
      expect(read).toMatchObject({ rows: frames * rows, failed: [] })
      expect(most).toBeLessThan(150)
    })
  })
})
