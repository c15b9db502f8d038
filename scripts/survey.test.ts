import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../lab/testing/script.ts'
import { smallMarket, writeToLake } from '../lab/testing/small-lake.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-survey-'))
beforeAll(() => writeToLake(folder, smallMarket()))
afterAll(() => rmSync(folder, { recursive: true }))

const asked = [
  ...['--lake', folder, '--venue', 'sim', '--symbols', 'SYN-A,SYN-B', '--seeds', 'bollinger'],
  ...['--from', '2023-02', '--split', '2023-07', '--to', '2023-09-28', '--tries', '2'],
]

test('a survey reports for each seed the test result of its best genome and the median of all', async () => {
  const { code, out, err } = await run('survey', [...asked, '--markdown'])
  expect(code, err).toBe(0)
  const rows = out.split('\n').filter(line => line.startsWith('| bollinger'))
  expect(rows.map(row => row.split(' | ').length)).toEqual([15])
  for (const row of rows) expect(row).toMatch(/^\| \S+ \| 2 \| 2 \| \w+ /)
  expect(out).toContain('SYNTHETIC market, sim, 2 symbols, 0 of them listed after the start')
  const again = await run('survey', [...asked, '--markdown', '--workers', '1'])
  expect(again.out).toBe(out)
})

test('a survey of a venue that the lake does not hold is refused with the missing series', async () => {
  const { code, err } = await run(
    'survey',
    asked.map(word => (word === 'sim' ? 'mars' : word)),
  )
  expect(code).toBe(1)
  expect(err).toMatch(/mars SYN-A/)
})
