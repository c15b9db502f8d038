import { utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { epochMs, hour } from '../../market/units.ts'
import { newYear, withLake } from '../testing/lake.ts'
import { append, hotSegments } from './hot.ts'
import { readManifest } from './manifest.ts'
import { leftovers } from './sweep.ts'
import { trade } from './testing/rows.ts'

test('an appended file is named by the clock, and always sorts after the existing ones', async () => {
  await withLake(async ({ root, database }) => {
    const appendAt = (ms: number, id: number) =>
      append({ root, database, clock: () => epochMs(newYear + ms) }, 'trades', [trade(id)])
    await appendAt(5_000, 1)
    await appendAt(0, 2)
    await appendAt(6_000, 3)
    const names = (await hotSegments(root, 'trades')).map(file => Number.parseInt(file.slice('hot/trades/'.length), 10))
    expect(names.map(stamp => stamp - newYear * 1_000)).toEqual([5_000_000, 5_000_001, 6_000_000])
  })
})

test('an unfinished file of a living process is kept for an hour by the clock', async () => {
  await withLake(async lake => {
    await append(lake, 'trades', [trade(1)])
    const half = join(lake.root, 'hot', 'trades', `.1-${process.pid}.parquet`)
    writeFileSync(half, 'half')
    utimesSync(half, newYear / 1_000, newYear / 1_000)
    const manifest = await readManifest(lake.root)
    const deadAt = (age: number) => leftovers({ root: lake.root, clock: () => epochMs(newYear + age) }, manifest)
    expect(await deadAt(hour)).not.toContain(`hot/trades/.1-${process.pid}.parquet`)
    expect(await deadAt(hour + 1)).toContain(`hot/trades/.1-${process.pid}.parquet`)
  })
})
