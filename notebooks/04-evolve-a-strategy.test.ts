import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { sharedFile } from '../lab/testing/shared.ts'
import { runNotebook } from './testing/run-notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-evolved-'))
afterAll(() => rmSync(folder, { recursive: true }))
const run = (lake: string, shared: string) => runNotebook('04-evolve-a-strategy', { folder, lake, shared })

describe('the fourth notebook', { timeout: 240_000 }, () => {
  test('answers on a synthetic market, says in every picture that it is one, and counts no try twice', async () => {
    const [once, again] = [
      await run('synthetic', join(folder, 'nothing')),
      await run('synthetic', join(folder, 'nothing')),
    ]
    for (const { said, pictures } of [once, again]) {
      expect(said).toContain('From a SYNTHETIC market with a planted edge')
      expect(said).toMatch(/^Verdict: every gate is passed/m)
      expect(pictures).toHaveLength(4)
      for (const picture of pictures) {
        expect(picture).toContain('SYNTHETIC MARKET')
        expect(picture).not.toContain('NaN')
      }
    }
    const answer = ({ said }: typeof once) => said.slice(said.indexOf('Found: '))
    expect(answer(again)).toBe(answer(once))
  })

  test.skipIf(!sharedFile('data/candles_1h_binance.parquet') || !sharedFile('data/funding_1h_hyperliquid.parquet'))(
    'is honest about real prices: the champion of the search does not hold what training promised',
    async () => {
      const shared = join(sharedFile('data/candles_1h_binance.parquet') as string, '..', '..')
      const { said, pictures } = await run('real', shared)
      expect(said).toContain('prices of Binance, funding of Hyperliquid')
      expect(said).toMatch(/^Verdict: not promoted: /m)
      expect(said).toMatch(/^Tries: \d+ in this run, \d+ ever on this market and time, about \d+ different ones/m)
      expect(said).not.toMatch(/synthetic/i)
      expect(pictures).toHaveLength(4)
    },
  )
})
