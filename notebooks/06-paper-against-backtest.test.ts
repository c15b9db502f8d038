import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runNotebook } from './testing/run-notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-paper-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the sixth notebook finds no difference on the same bars, and explains every one on others; its real bars are tested with the kernel', async () => {
  const { said, pictures } = await runNotebook('06-paper-against-backtest', {
    ...{ folder, lake: 'synthetic', shared: join(folder, 'nothing') },
  })
  expect(said).toContain('From a SYNTHETIC market.')
  expect(said).toMatch(/^On the same bars: 0 of \d{3,} fills differ, equity by at most 0 USD\.$/m)
  expect(said).toMatch(/^Unexplained fills, in 4 comparisons: 0\.$/m)
  const [, parts, difference] = /add up to (\S+) USD; the difference is (\S+) USD/.exec(said) ?? []
  expect(parts).toBe(difference)
  expect(pictures).toHaveLength(2)
  for (const picture of pictures) expect(picture).toContain('SYNTHETIC MARKET')
}, 240_000)
