import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runNotebook } from './testing/run-notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-evolved-'))
afterAll(() => rmSync(folder, { recursive: true }))
const run = (lake: string, shared: string) => runNotebook('04-evolve-a-strategy', { folder, lake, shared })

// Real prices are asked for in the kernel: scripts/kernel/kernel.test.ts.
describe('the fourth notebook', { timeout: 600_000 }, () => {
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
})
