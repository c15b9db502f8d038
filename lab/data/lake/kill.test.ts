import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { wallClock } from '../../clock.ts'
import { random } from '../../random.ts'
import { inFolder } from '../testing/lake.ts'
import { compact } from './compact.ts'
import { openLake } from './lake.ts'
import { readManifest } from './manifest.ts'
import { readRows } from './rows.ts'
import { leftovers } from './sweep.ts'
import { child, imports } from './testing/child.ts'
import { trade } from './testing/rows.ts'

const kills = 14
/** Rows of one append, which are written all or none. */
const together = 3

/** Appends trades from the given id on, three at a time, merging and compacting now and then. Prints the first id not yet written. */
const recorder = `
  ${imports}
  const lake = await openLake(process.argv[2])
  for (let id = Number(process.argv[3]), turn = 0; ; id += ${together}, turn++) {
    await append(lake, 'trades', [trade(id), trade(id + 1), trade(id + 2)])
    process.stdout.write(id + ${together} + '\\n')
    if (turn % 9 === 8) await compact(lake)
    else if (turn % 4 === 3) await mergeSegments(lake, 'trades')
  }`

test('a recorder killed at any moment loses and duplicates no written row, and the next one continues', {
  timeout: 600_000,
}, async () => {
  await inFolder(async folder => {
    const root = join(folder, 'lake')
    const next = random(20_260_131)
    let first = 0
    let swept = 0
    for (let kill = 0; kill < kills; kill++) {
      const one = await child(recorder, root, String(first))
      await one.started
      await sleep(next() * 400)
      one.process.kill('SIGKILL')
      const { signal, err } = await one.ended
      expect({ signal, err }).toEqual({ signal: 'SIGKILL', err: '' })
      const sure = Number(one.lines().at(-1))
      expect(sure).toBeGreaterThan(first)

      if ((await leftovers({ root, clock: wallClock }, await readManifest(root))).length) swept++
      const lake = await openLake(root)
      expect(await leftovers({ root, clock: wallClock }, await readManifest(root))).toEqual([])
      const rows = await readRows(lake, 'trades')
      expect(rows.length).toBeGreaterThanOrEqual(sure)
      expect(rows.length % together).toBe(0)
      expect(rows).toEqual(rows.map((_, id) => trade(id)))
      if (kill % 3 === 2) {
        await compact(lake)
        expect(await readRows(lake, 'trades')).toEqual(rows)
      }
      lake.close()
      first = rows.length
    }
    expect(swept, 'kills that left something half done').toBeGreaterThan(0)
  })
})
