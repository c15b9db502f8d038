import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { sharedFile } from '../lab/testing/shared.ts'
import { runNotebook } from './testing/run-notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-paper-'))
afterAll(() => rmSync(folder, { recursive: true }))
const run = (lake: string, shared: string) => runNotebook('06-paper-against-backtest', { folder, lake, shared })

describe('the sixth notebook', { timeout: 240_000 }, () => {
  test('finds no difference on the same bars, explains every one on others, and says that its market is simulated', async () => {
    const { said, pictures } = await run('synthetic', join(folder, 'nothing'))
    expect(said).toContain('From a SYNTHETIC market.')
    expect(said).toMatch(/^On the same bars: 0 of \d{3,} fills differ, equity by at most 0 USD\.$/m)
    expect(said).toMatch(/^Fills that nobody can explain, in 4 comparisons: 0\.$/m)
    const [, parts, difference] = /add up to (\S+) USD; the difference is (\S+) USD/.exec(said) ?? []
    expect(parts).toBe(difference)
    expect(pictures).toHaveLength(2)
    for (const picture of pictures) expect(picture).toContain('SYNTHETIC MARKET')
  })

  const needed = ['candles_1h_binance', 'candles_1h_hyperliquid', 'funding_1h_hyperliquid']
  test.skipIf(needed.some(name => !sharedFile(`data/${name}.parquet`)))(
    'does so on the real bars of two venues, and calls them nothing else',
    async () => {
      const { said, pictures } = await run(
        'real',
        join(sharedFile('data/candles_1h_binance.parquet') as string, '../..'),
      )
      expect(said).toMatch(/^On the same bars: 0 of \d{3,} fills differ, equity by at most 0 USD\.$/m)
      expect(said).toMatch(/^Fills that nobody can explain, in 4 comparisons: 0\.$/m)
      expect(said).not.toMatch(/synthetic/i)
      for (const picture of pictures) expect(picture).not.toContain('NaN')
    },
  )
})
