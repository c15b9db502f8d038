import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Bars } from '../../market/bars.ts'
import { program } from '../../testing/program.ts'
import { fingerprint } from '../fingerprint.ts'
import { inFolder, snapshot, walk, withLake } from '../testing/lake.ts'
import { openLake } from './lake.ts'
import { readBars } from './read.ts'
import { listSeries } from './series.ts'
import { writeBars } from './write.ts'

const key = ({ venue, symbol, interval }: Bars) => ({ venue, symbol, interval })

test('files left by killed commits are deleted, and nothing else', async () => {
  await inFolder(async folder => {
    const lake = await openLake(folder)
    await writeBars(lake, [walk('BTC', 10)])
    lake.close()
    const live = snapshot(folder)
    mkdirSync(join(folder, 'staging', 'parts-0'), { recursive: true })
    writeFileSync(join(folder, 'staging', 'parts-0', 'data.parquet'), 'half')
    writeFileSync(join(folder, 'candles', 'venue=test', 'interval=1h', 'symbol=BTC', '2025-01-dead.parquet'), 'half')
    writeFileSync(join(folder, 'manifest.json.new'), '{ "schema"')
    const again = await openLake(folder)
    expect(snapshot(folder)).toEqual(live)
    expect(await again.sql`select count(*) as n from candles`).toEqual([{ n: 10 }])
    again.close()
  })
})

test('two open lakes on one folder: writers take turns, and each reads what the other wrote', async () => {
  await inFolder(async folder => {
    const [a, b] = [await openLake(folder), await openLake(folder)]
    const symbols = Array.from({ length: 8 }, (_, i) => `S${i}`)
    await Promise.all(symbols.map((symbol, i) => writeBars(i % 2 ? a : b, [walk(symbol, 50)])))
    expect((await listSeries(a)).map(series => series.symbol)).toEqual(symbols)
    await writeBars(a, [walk('S0', 50, {}, 2)])
    await writeBars(a, [walk('S0', 50, {}, 3)])
    expect(fingerprint(await readBars(b, key(walk('S0', 1))))).toBe(fingerprint(walk('S0', 50, {}, 3)))
    a.close()
    b.close()
  })
})

test('a reader always sees one whole commit while commit after commit replaces the files it reads', async () => {
  await inFolder(async folder => {
    const [writer, reader] = [await openLake(folder), await openLake(folder)]
    const versions = [1, 2, 3, 4, 5, 6, 7, 8].map(seed => ['BTC', 'ETH'].map(symbol => walk(symbol, 1_500, {}, seed)))
    await writeBars(writer, versions[0])
    let writing = true
    const written = (async () => {
      for (const version of versions.slice(1)) await writeBars(writer, version)
      writing = false
    })()
    const lastCloses = versions.map(version => version.map(bars => bars.close[bars.close.length - 1]))
    const btc = versions.map(version => fingerprint(version[0]))
    const seen = new Set<string>()
    while (writing) {
      const read = fingerprint(await readBars(reader, key(versions[0][0])))
      expect(btc).toContain(read)
      seen.add(read)
      const last = await reader.sql`select symbol, arg_max(close, t) as close from candles group by 1 order by 1`
      expect(lastCloses).toContainEqual(last.map(row => row.close))
    }
    await written
    expect(seen.size).toBeGreaterThan(1)
    writer.close()
    reader.close()
  })
})

test('a writer is refused while another process writes, but may read', async () => {
  const path = await program(lookAndWrite)
  await withLake(async lake => {
    await writeBars(lake, [walk('BTC', 10)])
    let other = ''
    await writeBars(lake, [walk('ETH', 10)], ({ step }) => {
      if (step === 'write') other = inOtherProcess(path, lake.root)
    })
    expect(other).toMatch(/^1 series, then InputError: the lake at .* is being written by process \d+: try again/)
    expect(inOtherProcess(path, lake.root)).toBe('2 series, then written\n')
  })
})

const lookAndWrite = `
    import { openLake } from './lab/data/lake/lake.ts'
    import { listSeries } from './lab/data/lake/series.ts'
    import { writeBars } from './lab/data/lake/write.ts'
    import { walk } from './lab/data/testing/lake.ts'
    const lake = await openLake(process.argv[2])
    const { length } = await listSeries(lake)
    const outcome = await writeBars(lake, [walk('SOL', 10)]).then(() => 'written', String)
    console.log(length + ' series, then ' + outcome)`

function inOtherProcess(path: string, root: string): string {
  const child = spawnSync(process.execPath, [path, root], { encoding: 'utf8' })
  return child.stdout + child.stderr
}

test('a file that the manifest names but the disk has lost is an error, not a series with fewer bars', async () => {
  await withLake(async lake => {
    await writeBars(lake, [walk('BTC', 2_000)])
    const [lost] = Object.keys(snapshot(join(lake.root, 'candles'))).filter(path => path.includes('2025-02'))
    rmSync(lost)
    await expect(readBars(lake, key(walk('BTC', 1)))).rejects.toThrow(/2025-02-\w+\.parquet is missing/)
    await expect(lake.sql`select count(*) from candles`).rejects.toThrow(/is missing, although the manifest names it/)
  })
})

test('a manifest of another schema, and a file that is no manifest, are refused with the file’s name', async () => {
  await withLake(async lake => {
    await writeBars(lake, [walk('BTC', 2)])
    const path = join(lake.root, 'manifest.json')
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace('"schema": 2', '"schema": 3'))
    await expect(openLake(lake.root)).rejects.toThrow(/manifest\.json: schema: .*expected a lake manifest of schema 1/)
    writeFileSync(path, text.slice(0, 40))
    await expect(listSeries(lake)).rejects.toThrow(/manifest\.json: whole file: /)
  })
})
