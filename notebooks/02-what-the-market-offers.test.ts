import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { importFile } from '../lab/data/import.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { sharedFile } from '../lab/testing/shared.ts'
import { runNotebook } from './testing/run-notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-offer-'))
afterAll(() => rmSync(folder, { recursive: true }))
const run = (lake: string, shared: string) => runNotebook('02-what-the-market-offers', { folder, lake, shared })

const candles = sharedFile('data/candles_1h_hyperliquid.parquet')

describe('the second notebook', { timeout: 600_000 }, () => {
  test('answers on a synthetic market what one can show, and says in every picture that it is one', async () => {
    const { said, pictures } = await run('synthetic', join(folder, 'nothing'))
    expect(said).toContain('From a SYNTHETIC market')
    expect(said).toContain('Sentiment: unknown here.')
    expect(said).toMatch(/43\d\d\d minutes became 720 hours/)
    expect(pictures).toHaveLength(5)
    for (const picture of pictures) expect(picture).toContain('SYNTHETIC MARKET')
  })

  test.skipIf(!candles)('says what it lacks when a lake holds prices alone, and answers the rest', async () => {
    const lake = await openLake(join(folder, 'prices'))
    await importFile(lake, candles ?? '', { venue: 'hyperliquid' })
    lake.close()
    const { said, pictures } = await run('prices', join(folder, 'nothing'))
    for (const lack of ['No sentiment index in the lake', 'No funding is known', 'No minutes in the lake']) {
      expect(said).toContain(lack)
    }
    expect(said).toMatch(/Assets: \d+ of 30 were worth trading/)
    expect(pictures).toHaveLength(3)
  })

  test.skipIf(!candles)('answers its question on the real history beside the checkout', async () => {
    const { said, pictures } = await run('real', join(dirname(candles ?? ''), '..'))
    expect(said).toMatch(/30 symbols of hyperliquid[\s\S]*Assets: 21 of 30 were worth trading/)
    expect(said).toContain(
      'Of 688 complete hours that the venue publishes itself, 688 have the same prices and 688 the same volume.',
    )
    expect(said).toMatch(/Sentiment: the 30 days after extreme fear brought .* \(26 days, 5 cases\)/)
    expect(said).toMatch(/Holding: longs paid in 8\d % of the hours/)
    expect(said).not.toMatch(/synthetic/i)
    expect(pictures).toHaveLength(7)
    expect(pictures.filter(picture => picture.includes('alternative.me'))).toHaveLength(3)
  })
})
