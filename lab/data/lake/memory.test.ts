import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newYear, withLake } from '../testing/lake.ts'
import { compact } from './compact.ts'
import { literal } from './database.ts'
import { hotSegments } from './hot.ts'
import type { Lake } from './lake.ts'
import { hotPath } from './layout.ts'
import { mergeSegments } from './merge-segments.ts'

const segments = 15
const each = 100_000

/** A busy day that was not compacted: the last row of each segment comes again in the next, at another price. */
async function busyDay(lake: Lake): Promise<void> {
  mkdirSync(hotPath(lake.root, 'trades'), { recursive: true })
  await lake.database.connected(async connection => {
    for (let i = 0; i < segments; i++) {
      const file = join(hotPath(lake.root, 'trades'), `${newYear * 1_000 + i}-1.parquet`)
      await connection.run(`
        copy (
          select 'test' as venue, 'S' || (n % 25) as symbol, false as synthetic, ${newYear} + n * 10 as t,
            n * 7919 as id, n::double as sequence, case n % 2 when 0 then 'buy' else 'sell' end as side,
            100 + ${i}::double as price, 0.5::double as size
          from range(${Math.max(0, i * each - 1)}, ${(i + 1) * each}) as tape(n) order by venue, symbol, t, id
        ) to ${literal(file)} (format parquet, compression zstd)`)
    }
  })
}

test('more than a million appended trades are read, merged and compacted in half the memory limit of a query', {
  timeout: 600_000,
}, async () => {
  await withLake(async lake => {
    await busyDay(lake)
    await lake.database.connected(connection => connection.run(`set memory_limit = '160MB'`))
    const prices = Array.from({ length: segments }, (_, i) => 100 + i)
    const count = () => lake.sql`
      select count(*) as n, sum(price)::bigint as total, min(size) as least, max(sequence) as last from trades`
    const all = {
      ...{ n: segments * each, total: prices.reduce((sum, price) => sum + price * each, segments - 1) },
      ...{ least: 0.5, last: segments * each - 1 },
    }
    expect(await count()).toEqual([all])
    await mergeSegments(lake, 'trades')
    expect(await hotSegments(lake.root, 'trades')).toHaveLength(2)
    expect(await count()).toEqual([all])
    expect(await compact(lake)).toMatchObject([{ segments: 2, added: all.n }])
    expect(await count()).toEqual([all])
  })
})
