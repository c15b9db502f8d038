import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runNotebook } from './testing/run-notebook.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-survived-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the fifth notebook: no noise is promoted, an edge is, and every picture says that its market is simulated', async () => {
  const { said, pictures } = await runNotebook('05-would-it-have-survived', {
    ...{ folder, lake: 'none', shared: join(folder, 'nothing') },
  })
  expect(said).toContain('From six SYNTHETIC markets.')
  expect(said).toMatch(/^Promoted: [123], which made \d/m)
  expect(said).toMatch(/The verdict was right on [56] of 6 markets\./)
  expect(pictures).toHaveLength(1)
  for (const picture of pictures) expect(picture).toContain('SYNTHETIC MARKET')
}, 600_000)
