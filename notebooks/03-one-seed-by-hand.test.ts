import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openLake } from '../lab/data/lake/lake.ts'
import { writeBars } from '../lab/data/lake/write.ts'
import { syntheticMarket } from '../lab/data/synthetic/market.ts'
import { runNotebook } from './testing/run-notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-hand-'))
afterAll(() => rmSync(folder, { recursive: true }))
const run = (lake: string, shared: string) => runNotebook('03-one-seed-by-hand', { folder, lake, shared })

const nowhere = join(folder, 'nothing')

describe('the third notebook', { timeout: 180_000 }, () => {
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
})

function obeysTheLaws(said: string): void {
  expect(said).toContain('Never looks ahead: 0 bars changed before their future did.')
  expect(said).toMatch(/Stays within ±1: -1 in \d+ bars, 0 in 286 bars, 1 in \d+ bars, and no other value\./)
  expect(said).toMatch(/Settles: started \d+ bars later, it differs in 0 of \d+ bars once it is warm\./)
  expect(said).toContain('Uses every gene: 0 of 3 genes change nothing.')
}
