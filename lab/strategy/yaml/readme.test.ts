import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { maxModelBytes } from '../../models/frozen.ts'
import { fieldTable } from './field-table.ts'
import { maxLength } from './guard.ts'
import { parseStrategy } from './parse.ts'
import { referenceTables } from './reference-tables.ts'
import { writeStrategy } from './write.ts'

const folder = new URL('../../../strategies/', import.meta.url)
const readme = readFileSync(new URL('README.md', folder), 'utf8')
const sectionOf = (heading: string) => readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0]

test('strategies/README.md has the table of fields as the code knows it', () => {
  expect(sectionOf('Fields')).toContain(`\n${fieldTable()}\n`)
})

test.each(Object.entries(referenceTables()))(
  'strategies/README.md has the tables of %s as the code knows them',
  (heading, tables) => {
    expect(sectionOf(heading)).toContain(`\n${tables}\n`)
  },
)

test('the example in strategies/README.md is a file that the runtime takes, byte for byte', () => {
  const [, example] = /```yaml\n(.*?)```/s.exec(readme) ?? []
  const parsed = parseStrategy(example)
  expect(parsed).toMatchObject({ ok: true })
  expect(parsed.ok && writeStrategy(parsed.value)).toBe(example)
})

test('the formula that strategies/README.md shows is that of the example', () => {
  const [, shown] = /```yaml\n(.*?)```/s.exec(sectionOf('Formulas') ?? '') ?? []
  expect(shown).toContain('formula:')
  expect(readFileSync(new URL('example-formula.yaml', folder), 'utf8')).toContain(shown)
})

test('strategies/README.md names every example, and the sizes above which files are refused', () => {
  for (const name of readdirSync(folder).filter(name => name.startsWith('example-')))
    expect(readme).toContain(`\`${name}\``)
  expect(readme).toContain(`anything larger than ${maxLength / 1024} kB`)
  expect(readme).toContain(`(${maxModelBytes / 1e6} MB of`)
})
