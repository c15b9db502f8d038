import { once } from 'node:events'
import { expect, test } from 'vitest'
import type { EpochMs } from '../../market/units.ts'
import { linesOf, start } from '../../testing/program.ts'
import { append, hotSegments } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import { readRows } from '../lake/rows.ts'
import { withLake } from '../testing/lake.ts'
import { maintainLake } from './maintenance.ts'

const fill = async (lake: Lake, files: number) => {
  for (let i = 0; i < files; i++) {
    const t = (Date.UTC(2026, 2, 14) + i) as EpochMs
    await append(lake, 'trades', [{ venue: 'hyperliquid', symbol: 'BTC', t, id: i, side: 'buy', price: 1, size: 1 }])
  }
}

test('many small files become one, few stay, and at the end all are compacted', () =>
  withLake(async lake => {
    await fill(lake, 20)
    await maintainLake(lake, false)
    expect(await hotSegments(lake.root, 'trades')).toHaveLength(20)
    await fill(lake, 10)
    await maintainLake(lake, false)
    expect((await hotSegments(lake.root, 'trades')).length).toBeLessThan(5)
    expect(await readRows(lake, 'trades')).toHaveLength(20)
    await maintainLake(lake, true)
    expect(await hotSegments(lake.root, 'trades')).toEqual([])
    expect(await readRows(lake, 'trades')).toHaveLength(20)
  }))

test('while another process writes, nothing is merged and nothing is lost', { timeout: 600_000 }, () =>
  withLake(async lake => {
    await fill(lake, 30)
    const code = `
      import { openLake } from './lab/data/lake/lake.ts'
      import { asWriter } from './lab/data/lake/writer.ts'
      const lake = await openLake(process.argv[2])
      await lake.database.connected(connection => asWriter(lake.root, connection, async () => {
        process.stdout.write('writing\\n')
        await new Promise(resolve => setTimeout(resolve, 600_000))
      }))`
    const other = await start(code, [lake.root])
    try {
      await once(linesOf(other), 'line')
      await maintainLake(lake, true)
      expect(await hotSegments(lake.root, 'trades')).toHaveLength(30)
      expect(await readRows(lake, 'trades')).toHaveLength(30)
    } finally {
      other.kill('SIGKILL')
      await once(other, 'exit')
    }
    await maintainLake(lake, true)
    expect(await hotSegments(lake.root, 'trades')).toEqual([])
  }),
)
