import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inFolder } from '../testing/lake.ts'
import { openLake } from './lake.ts'
import { asWriter } from './writer.ts'

test('writers of one process take turns, whichever path to the lake they use', async () => {
  await inFolder(async folder => {
    mkdirSync(join(folder, 'lake'))
    symlinkSync(join(folder, 'lake'), join(folder, 'link'))
    const lakes = await Promise.all(['lake', 'link', 'lake'].map(name => openLake(join(folder, name))))
    const log: string[] = []
    await Promise.all(
      lakes.map((lake, i) =>
        lake.database.connected(connection =>
          asWriter(lake.root, connection, async () => {
            log.push(`${i} begins`)
            await sleep(20)
            log.push(`${i} ends`)
          }),
        ),
      ),
    )
    expect(log).toHaveLength(6)
    for (let i = 0; i < 6; i += 2) expect(log[i + 1]).toBe(log[i].replace('begins', 'ends'))
    for (const lake of lakes) lake.close()
  })
})

test('a failed writer does not block the next one', async () => {
  await inFolder(async folder => {
    const lake = await openLake(folder)
    const writes = [0, 1, 2].map(i =>
      lake.database.connected(connection =>
        asWriter(lake.root, connection, async () => {
          if (i === 1) throw new Error('the disk is full')
          return i
        }),
      ),
    )
    expect(await Promise.allSettled(writes)).toMatchObject([
      { status: 'fulfilled', value: 0 },
      { status: 'rejected', reason: { message: 'the disk is full' } },
      { status: 'fulfilled', value: 2 },
    ])
    lake.close()
  })
})
