import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inFolder } from '../../../data/testing/lake.ts'
import { contextFiles } from './datasets.ts'
import type { Listed } from './estimate.ts'
import { openJournal, readJournal } from './journal.ts'

const file: Listed = { dataset: contextFiles, key: 'asset_ctxs/20250101.csv.lz4', etag: 'aa', bytes: 5 }

test('a file is recorded with the coins that were read from it, until its content changes', async () => {
  await inFolder(async folder => {
    const path = join(folder, 'archive', 'journal.jsonl')
    const journal = await openJournal(path)
    await journal.add(file, ['BTC'], 7)
    await journal.add(file, ['ETH'], 7)
    await journal.close()
    const memory = await readJournal(path)
    expect(memory.has(file, ['BTC', 'ETH'])).toBe(true)
    expect(memory.has(file, ['BTC', 'SOL'])).toBe(false)
    expect(memory.has(file, [])).toBe(false)
    expect(memory.has({ ...file, etag: 'bb' }, ['BTC'])).toBe(false)
    expect(memory.has({ ...file, bytes: 6 }, ['BTC'])).toBe(false)
    expect(memory.has({ ...file, dataset: { ...contextFiles, bucket: 'other' } }, ['BTC'])).toBe(false)
    const again = await openJournal(path)
    await again.add(file, [], 99)
    await again.close()
    expect((await readJournal(path)).has(file, ['SOL'])).toBe(true)
  })
})

test('an incomplete last line is dropped, and the next line is separate', async () => {
  await inFolder(async folder => {
    const path = join(folder, 'journal.jsonl')
    const journal = await openJournal(path)
    await journal.add(file, ['BTC'], 7)
    await journal.close()
    const whole = readFileSync(path, 'utf8')
    appendFileSync(path, whole.slice(0, 30))
    const again = await openJournal(path)
    await again.add(file, ['ETH'], 7)
    await again.close()
    expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(2)
    expect((await readJournal(path)).has(file, ['BTC', 'ETH'])).toBe(true)
  })
})

test('a malformed journal is rejected with the line number', async () => {
  await inFolder(async folder => {
    const path = join(folder, 'journal.jsonl')
    for (const text of ['{}\n', 'x\n', '{"bucket":1}\n']) {
      writeFileSync(path, text)
      await expect(readJournal(path)).rejects.toThrow(`${path}: line 1: expected a file of the archive`)
    }
  })
})

test('reading the journal creates no file', async () => {
  await inFolder(async folder => {
    expect((await readJournal(join(folder, 'none', 'journal.jsonl'))).has(file, ['BTC'])).toBe(false)
    expect(existsSync(join(folder, 'none'))).toBe(false)
  })
})
