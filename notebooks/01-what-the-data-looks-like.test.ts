import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { importFile } from '../lab/data/import.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { sharedFile } from '../lab/testing/shared.ts'
import { runNotebook } from './testing/run-notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-looks-'))
afterAll(() => rmSync(folder, { recursive: true }))

const candles = sharedFile('data/candles_1h_hyperliquid.parquet')

// The synthetic market is asked for in the kernel: scripts/kernel/kernel.test.ts.
test.skipIf(!candles)(
  'the first notebook answers its question on real prices, and calls them nothing else',
  { timeout: 600_000 },
  async () => {
    const lake = await openLake(join(folder, 'real'))
    await importFile(lake, candles ?? '', { venue: 'hyperliquid' })
    lake.close()
    const { said, pictures } = await runNotebook('01-what-the-data-looks-like', {
      ...{ folder, lake: 'real', shared: join(folder, 'nothing') },
    })
    expect(said).toMatch(/30 series[\s\S]*from hyperliquid[\s\S]*, at worst −?-?\d/)
    expect(said).not.toMatch(/synthetic/i)
    expect(pictures).toHaveLength(5)
    for (const picture of pictures) expect(picture).not.toMatch(/synthetic/i)
  },
)
