import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { limits } from './limits.ts'
import { parseFormula } from './parse.ts'
import { referenceTables } from './testing/reference-table.ts'

const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')

test.each(Object.entries(referenceTables))('the README lists the %s that there are, as they are', (heading, table) => {
  expect(readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0]).toContain(`\n${table}\n`)
})

test('the README knows the limits', () => {
  const { characters, nodes, depth, warmup, number } = limits
  const section = readme.split('\n## Limits\n')[1].replaceAll(',', '')
  const said = [`${characters} characters`, `${nodes} nodes`, `${depth} levels`, `${warmup} bars`, `most ${number}.`]
  for (const each of said) expect(section).toContain(each)
})

test('every example of the README is a formula', () => {
  const blocks = [...readme.matchAll(/```(yaml)?\n([^`]+)```/g)].map(([, , text]) => text)
  const examples = blocks.slice(0, 2).flatMap(text => text.trim().split('\n'))
  expect(examples).toHaveLength(6)
  for (const example of examples)
    expect(parseFormula(example.replace(/^(long|short): /, ''))).toMatchObject({ ok: true })
})
