import { once } from 'node:events'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Bars, slice } from '../market/bars.ts'
import { hour } from '../market/units.ts'
import { random } from '../random.ts'
import { linesOf, start } from '../testing/program.ts'
import { fingerprint } from './fingerprint.ts'
import { importFile } from './import.ts'
import { type Lake, openLake } from './lake/lake.ts'
import { readBars } from './lake/read.ts'
import { listSeries } from './lake/series.ts'
import { writeBars } from './lake/write.ts'
import { csvOf, inFolder, snapshot, walk } from './testing/lake.ts'

const symbols = ['A', 'B', 'C', 'D']
const old = symbols.map(symbol => slice(walk(symbol, 6_000), 0, 4_000))
/** Revises an existing month and adds new ones. */
const fresh = symbols.map(symbol => slice(walk(symbol, 6_000, {}, 2), 3_900, 6_000))
const whole = (symbol: string, i: number): Bars => {
  const join = (name: 'openTime' | 'open' | 'high' | 'low' | 'close' | 'volume') =>
    Float64Array.from([...slice(old[i], 0, 3_900)[name], ...fresh[i][name]])
  const [openTime, open, high] = [join('openTime'), join('open'), join('high')]
  return { ...walk(symbol, 1), openTime, open, high, low: join('low'), close: join('close'), volume: join('volume') }
}

const before = fingerprint(old)
const after = fingerprint(symbols.map(whole))

async function contents(lake: Lake): Promise<string> {
  const all: Bars[] = []
  for (const series of await listSeries(lake)) all.push(await readBars(lake, series))
  return fingerprint(all)
}

test('an import killed at any moment leaves the lake as it was or complete, and the next one completes it', {
  timeout: 600_000,
}, async () => {
  await inFolder(async folder => {
    const file = join(folder, 'fresh.csv')
    const [head] = csvOf(fresh[0]).split('\n')
    const lines = fresh.flatMap(bars =>
      csvOf(bars)
        .split('\n')
        .slice(1)
        .map(line => `${bars.symbol},${line}`),
    )
    writeFileSync(file, [`symbol,${head}`, ...lines].join('\n'))

    const setUp = await openLake(join(folder, 'old'))
    await writeBars(setUp, old)
    setUp.close()

    const killedAfter = async (root: string, ms: number) => {
      cpSync(join(folder, 'old'), root, { recursive: true })
      const child = await start(program, [root, file])
      const exited = once(child, 'exit')
      await once(linesOf(child), 'line')
      const began = performance.now()
      await Promise.race([sleep(ms), exited])
      child.kill('SIGKILL')
      const [code] = await exited
      return { code, took: performance.now() - began }
    }

    const unharmed = await killedAfter(join(folder, 'unharmed'), 60_000)
    expect(unharmed.code).toBe(0)

    const next = random(20_250_101)
    const found = { before: 0, after: 0 }
    for (let kill = 0; kill < 10; kill++) {
      const root = join(folder, `lake-${kill}`)
      await killedAfter(root, next() * unharmed.took * 1.1)
      const lake = await openLake(root)
      const state = await contents(lake)
      expect([before, after]).toContain(state)
      found[state === before ? 'before' : 'after']++
      const names = Object.keys(snapshot(root)).map(path => path.slice(root.length + 1))
      const live = (
        await lake.sql`select distinct filename from read_parquet(${`${root}/candles/**/*.parquet`}, filename = true)`
      ).length
      expect(names.filter(name => name.startsWith('staging'))).toEqual([])
      expect(names).toHaveLength(live + 2) // the manifest, and the writer's lock
      await importFile(lake, file, { venue: 'test', interval: hour })
      expect(await contents(lake)).toBe(after)
      lake.close()
    }
    expect(found.before, 'kills that came in time').toBeGreaterThan(0)
  })
})

const program = `
    import { importFile } from './lab/data/import.ts'
    import { openLake } from './lab/data/lake/lake.ts'
    const lake = await openLake(process.argv[2])
    process.stdout.write('ready\\n')
    await importFile(lake, process.argv[3], { venue: 'test' })
    lake.close()`
