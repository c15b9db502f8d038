import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { livelyRehearsal } from '../testing/rehearsal.ts'
import { rehearse } from './rehearse.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-rehearse-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the journal of another strategy is not continued and stays unchanged', async () => {
  const journal = join(folder, 'run.jsonl')
  const options = livelyRehearsal(journal)
  await rehearse(options)
  const before = readFileSync(journal)
  const other = { ...options.strategy, exits: { stop: 0.05 } }
  await expect(rehearse({ ...options, strategy: other })).rejects.toThrow(
    /record \d+: expected .* as recorded, found .*start another run/s,
  )
  expect(readFileSync(journal).equals(before)).toBe(true)
})

test('bars of another market are refused at the first record that differs', async () => {
  const journal = join(folder, 'bars.jsonl')
  await rehearse(livelyRehearsal(journal))
  await expect(rehearse({ ...livelyRehearsal(journal, { seed: 32 }) })).rejects.toThrow('start another run')
})

test('the error names a symbol without bars', async () => {
  const options = livelyRehearsal(join(folder, 'none.jsonl'))
  await expect(rehearse({ ...options, market: options.market.slice(1) })).rejects.toThrow('no bars of SYN-A')
})
