import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readFace } from './face-names.ts'
import { referencePage } from './page.ts'
import { firstSentence } from './sentence.ts'

const root = resolve(import.meta.dirname, '../..')
const face = readFace(root)
const members = face.namespaces.flatMap(({ name, members }) =>
  members.map(member => ({ ...member, name: `${name}.${member.name}` })),
)
const all = [...face.flat, ...members]

describe('what a notebook can use', () => {
  test('at most 40 names stand alone', () => {
    expect(face.flat.length).toBeGreaterThan(20)
    expect(face.flat.length).toBeLessThanOrEqual(40)
  })

  test('every name and every namespace has a sentence that says what it is', () => {
    const silent = [...all, ...face.namespaces].filter(({ sentence }) => !/^[A-Z`−±0-9].{9,}[.?!]["”]?$/.test(sentence))
    expect(silent.map(({ name, sentence }) => `${name}: ${sentence}`)).toEqual([])
  })

  test('each thing has one name', () => {
    const twice = all.filter(({ origin }, i) => all.findIndex(other => other.origin === origin) !== i)
    expect(twice.map(({ name, origin }) => `${name} is ${origin}`)).toEqual([])
  })

  test('no member repeats the name of its namespace', () => {
    const repeated = face.namespaces.flatMap(({ name, members }) =>
      members.filter(({ isType, name: member }) => !isType && member.toLowerCase() === name.toLowerCase()),
    )
    expect(repeated).toEqual([])
  })

  test('notebooks/REFERENCE.md is what `npx tsx scripts/reference.ts` writes', () => {
    expect(readFileSync(join(root, 'notebooks', 'REFERENCE.md'), 'utf8')).toBe(referencePage(face))
  })

  test('no line of it is longer than 200 characters', () => {
    const long = referencePage(face)
      .split('\n')
      .filter(line => line.length > 200)
    expect(long).toEqual([])
  })
})

test.each([
  ['Prices as candles. More text.', 'Prices as candles.'],
  ['Prices,\nas candles, 4.5 bps each.\n\nMore.', 'Prices, as candles, 4.5 bps each.'],
  ['A name. @throws RangeError when there is none', 'A name.'],
  ['No full stop', 'No full stop'],
  ['', ''],
])('the first sentence of %j is %j', (docstring, sentence) => {
  expect(firstSentence(docstring)).toBe(sentence)
})
