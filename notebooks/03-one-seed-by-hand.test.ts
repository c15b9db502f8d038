import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openLake } from '../lab/data/lake/lake.ts'
import { writeBars } from '../lab/data/lake/write.ts'
import { syntheticMarket } from '../lab/data/synthetic/market.ts'
import { sharedFile } from '../lab/testing/shared.ts'
import { runNotebook } from './testing/run-notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-hand-'))
afterAll(() => rmSync(folder, { recursive: true }))
const run = (lake: string, shared: string) => runNotebook('03-one-seed-by-hand', { folder, lake, shared })

const nowhere = join(folder, 'nothing')
const files = ['candles_1h_binance', 'funding_1h_hyperliquid'].map(name => sharedFile(`data/${name}.parquet`))

describe('the third notebook', { timeout: 600_000 }, () => {
  test('answers on a synthetic market, and says in every picture that it is one', async () => {
    const { said, pictures } = await run('synthetic', nowhere)
    expect(said).toContain('From a SYNTHETIC market')
    expect(said).toMatch(/^From .* UTC, SYNTHETIC\.$/m)
    obeysTheLaws(said)
    expect(said).toMatch(/Why: it turned \d+ times a year, a turn earned -?[\d.]+ ± [\d.]+ bps and cost [\d.]+;/)
    expect(pictures).toHaveLength(7)
    for (const picture of pictures) {
      expect(picture).toContain('SYNTHETIC MARKET')
      expect(picture).not.toContain('NaN')
    }
  })

  test('a lake with prices alone is answered for too, with the funding assumed', async () => {
    const lake = await openLake(join(folder, 'prices'))
    const [bars] = syntheticMarket({ seed: 2, symbols: ['SYN-Z'], bars: 5_000 })
    const { funding: _, ...prices } = bars
    await writeBars(lake, [prices])
    lake.close()
    const { said, pictures } = await run('prices', nowhere)
    expect(said).toMatch(/SYN-Z of synthetic: \d+ hours/)
    expect(said).toMatch(/Of the funding, \d+ USD is for hours whose real rate is unknown\./)
    expect(pictures).toHaveLength(7)
  })

  test.skipIf(!files.every(file => file))('answers its question on real prices and real funding', async () => {
    const { said, pictures } = await run('real', join(dirname(files[0] ?? ''), '..'))
    expect(said).toContain('prices of Binance, funding of Hyperliquid')
    expect(said).toContain('BTC of binance: 21888 hours')
    expect(said).toMatch(/earned \+57 % before costs, −17 % after fees, −39 % after slippage, −45 % after funding/)
    expect(said).toMatch(/holding BTC brought \+2\d\d %/)
    expect(said).toMatch(/turned 304 times a year, a turn earned 10\.0 ± 10\.5 bps and cost 15\.0; 2\d % of shifted/)
    expect(said).toMatch(/the best of 48 on the first 60 % had a Sharpe ratio of 0\.91, and −0\.39 on the rest/)
    expect(said).toMatch(/Other ideas: of \d+ by hand, \d+ earned before costs on the first 60 % and \d+ after/)
    expect(said).not.toMatch(/synthetic/i)
    expect(pictures).toHaveLength(7)
    for (const picture of pictures) expect(picture).not.toMatch(/SYNTHETIC|NaN/)
  })
})

function obeysTheLaws(said: string): void {
  expect(said).toContain('Never looks ahead: 0 bars changed before their future did.')
  expect(said).toMatch(/Stays within ±1: -1 in \d+ bars, 0 in 286 bars, 1 in \d+ bars, and no other value\./)
  expect(said).toMatch(/Settles: started \d+ bars later, it differs in 0 of \d+ bars once it is warm\./)
  expect(said).toContain('Uses every gene: 0 of 3 genes change nothing.')
}
