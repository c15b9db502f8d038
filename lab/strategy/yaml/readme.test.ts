import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fieldTable } from './field-table.ts'
import { parseStrategy } from './parse.ts'
import { writeStrategy } from './write.ts'

const readme = readFileSync(new URL('../../../strategies/README.md', import.meta.url), 'utf8')

test('strategies/README.md has the table of fields as the code knows it', () => {
  expect(readme).toContain(`\n${fieldTable()}\n`)
})

test('the example in strategies/README.md is a file that the runtime takes, byte for byte', () => {
  const [, example] = /```yaml\n(.*?)```/s.exec(readme) ?? []
  const parsed = parseStrategy(example)
  expect(parsed).toMatchObject({ ok: true })
  expect(parsed.ok && writeStrategy(parsed.value)).toBe(example)
})
