import { rmSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inFolder, walk, withLake } from '../testing/lake.ts'
import { compact } from './compact.ts'
import { append } from './hot.ts'
import { openLake } from './lake.ts'
import { tableNames } from './schema.ts'
import { candle, trade } from './testing/rows.ts'
import { writeBars } from './write.ts'

test('a query may name a table in capitals, in quotes, or inside a longer query', async () => {
  await withLake(async lake => {
    await append(lake, 'trades', [trade(1), trade(2)])
    const two = [{ n: 2 }]
    expect(await lake.sql`SELECT COUNT(*) AS n FROM TRADES`).toEqual(two)
    expect(await lake.sql`select count(*) as n from "trades"`).toEqual(two)
    expect(await lake.sql`select count(*) as n from "Trades" join Candles using (symbol)`).toEqual([{ n: 0 }])
    expect(await lake.sql`with latest as (select max(id) as id from trades) select id as n from latest`).toEqual(two)
  })
})

test('a table’s name inside a string literal is text', async () => {
  await withLake(async lake => {
    await append(lake, 'candles', [candle(0, { symbol: 'trades' })])
    const found = await lake.sql`select symbol, 'no fills; drop view gaps' as said from candles where symbol = 'trades'`
    expect(found).toEqual([{ symbol: 'trades', said: 'no fills; drop view gaps' }])
    expect(await lake.sql`with books as (select 1 as n) select n from books`).toEqual([{ n: 1 }])
  })
})

test('venues and symbols of any spelling are found by value, before and after compaction', async () => {
  await withLake(async lake => {
    const spelled = [`o'brien`, `"quoted"`, `back\\slash`, `per%cent_`, `new\nline`, '日経', 'é', '$1', '; drop --']
    await append(
      lake,
      'trades',
      spelled.map((name, i) => trade(i, { venue: name, symbol: `${name}/${name}` })),
    )
    for (const turn of ['hot', 'cold']) {
      for (const name of spelled) {
        const found = await lake.sql`select symbol from trades where venue = ${name} and symbol = ${`${name}/${name}`}`
        expect(found, turn).toEqual([{ symbol: `${name}/${name}` }])
      }
      await compact(lake)
    }
  })
})

test('every table of an empty lake has its columns and no rows', async () => {
  await withLake(async lake => {
    for (const name of tableNames) {
      const text = `select * from ${name}`
      const found = await lake.table(Object.assign([text], { raw: [text] }))
      expect(found.numRows()).toBe(0)
      expect(found.columnNames()).toEqual(expect.arrayContaining(['venue', 'symbol', 't', 'time', 'synthetic']))
    }
  })
})

beforeEach(() => vi.resetModules())
afterEach(() => vi.unstubAllEnvs())

test('the public sql reads the lake that SEEDBED_LAKE names, and sees rows written after it was opened', async () => {
  await inFolder(async folder => {
    vi.stubEnv('SEEDBED_LAKE', folder)
    const { sql } = await import('./default.ts')
    const lake = await openLake(folder)
    expect((await sql`select * from candles`).numRows()).toBe(0)
    await writeBars(lake, [walk('BTC', 5), walk('ETH', 7)])
    const table = await sql`select symbol, count(*) as n from candles where symbol = ${'ETH'} group by 1`
    expect(table.objects()).toEqual([{ symbol: 'ETH', n: 7 }])
    lake.close()
  })
})

test('the public sql reports a broken lake, and works once the lake is restored', async () => {
  await inFolder(async folder => {
    vi.stubEnv('SEEDBED_LAKE', folder)
    const { sql } = await import('./default.ts')
    writeFileSync(`${folder}/manifest.json`, 'half')
    await expect(sql`select 1 as one`).rejects.toThrow(/manifest\.json: whole file: .*expected a lake manifest/)
    rmSync(`${folder}/manifest.json`)
    expect((await sql`select 1 as one`).objects()).toEqual([{ one: 1 }])
  })
})
