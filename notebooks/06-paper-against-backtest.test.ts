import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { sharedFile } from '../lab/testing/shared.ts'
import { runNotebook } from './testing/run-notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-paper-'))
afterAll(() => rmSync(folder, { recursive: true }))

const names = ['candles_1h_binance', 'candles_1h_hyperliquid', 'funding_1h_hyperliquid']
const files = names.map(name => sharedFile(`data/${name}.parquet`))

const explains = (said: string) => {
  expect(said).toMatch(/^On the same bars: 0 of \d{3,} fills differ, equity by at most 0 USD\.$/m)
  expect(said).toMatch(/^Unexplained fills, in 4 comparisons: 0\.$/m)
  const [, parts, difference] = /add up to (\S+) USD; the difference is (\S+) USD/.exec(said) ?? []
  expect(parts).toBe(difference)
}

describe('the sixth notebook', { timeout: 600_000 }, () => {
  const run = (lake: string, shared: string) => runNotebook('06-paper-against-backtest', { folder, lake, shared })

  test('finds no difference on the same bars, and explains every one on others', async () => {
    const { said, pictures } = await run('synthetic', join(folder, 'nothing'))
    expect(said).toContain('From a SYNTHETIC market.')
    explains(said)
    expect(pictures).toHaveLength(2)
    for (const picture of pictures) expect(picture).toContain('SYNTHETIC MARKET')
  })

  test.skipIf(!files.every(file => file))(
    'explains every fill that differs between the real bars of two venues',
    async () => {
      const { said, pictures } = await run('real', join(dirname(files[0] ?? ''), '..'))
      explains(said)
      expect(said).not.toMatch(/synthetic/i)
      expect(pictures).toHaveLength(2)
      for (const picture of pictures) expect(picture).not.toMatch(/SYNTHETIC|NaN/)
    },
  )
})
