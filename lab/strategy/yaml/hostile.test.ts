import { expect, test } from 'vitest'
import { maxLength } from './guard.ts'
import { parseStrategy } from './parse.ts'
import { complete, known } from './reference/complete.ts'
import { writeStrategy } from './write.ts'

const text = writeStrategy(complete, known)
const flawsOf = (edited: string) => {
  const parsed = parseStrategy(edited, known)
  return parsed.ok ? [] : parsed.error
}
const whyOf = (edited: string) => flawsOf(edited)[0]?.why
const fill = (piece: string) => piece.repeat(Math.floor(maxLength / piece.length))

const laughs = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}*l${i}]`)

test.each([
  ['a billion laughs', `l0: &l0 ha\n${laughs.join('\n')}`, 'anchors are not allowed'],
  ['an anchor', text.replace('name: ', 'name: &n '), 'anchors are not allowed'],
  ['an alias', text.replace('calm-cross', '*n'), 'aliases are not allowed'],
  ['a tag', text.replace('name: ', 'name: !!str '), 'tags are not allowed'],
  ['a tag of our own', text.replace('name: ', 'name: !js/function '), 'tags are not allowed'],
  ['a directive', `%YAML 1.1\n---\n${text}`, 'directives are not allowed'],
  ['a second document', `${text}---\n${text}`, 'a second document begins here'],
  ['a merge key', text.replace('sizing:\n', 'sizing:\n  <<: { leverage: 9 x }\n'), 'is not a field'],
  ['a control character', text.replace('calm', 'ca\u0007lm'), 'contains the control character U+0007'],
  ['a remark that reads backwards', `${text}# \u202eparappa\n`, 'contains the control character U+202E'],
  ['half a character', text.replace('calm', 'ca\ud800lm'), 'contains the control character U+D800'],
  ['a tab for indentation', text.replace('  fraction', '\tfraction'), 'Tabs are not allowed as indentation'],
  ['an open quote', text.replace('calm-cross', '"calm-cross'), 'Missing closing "quote'],
  ['nothing', '', 'the file is empty'],
  ['a remark', '# nothing\n', 'the file is empty'],
  ['a word', 'strategy\n', 'found no fields'],
  ['a list', '- name: calm\n', 'found no fields'],
])('%s is refused', (_, edited, why) => {
  expect(flawsOf(edited)).toContainEqual(expect.objectContaining({ why: expect.stringContaining(why) }))
})

test('an anchor is told with its line and column', () => {
  expect(flawsOf(text.replace('calm-cross', '&n calm'))).toEqual([
    { line: 4, column: 7, path: '', why: 'anchors are not allowed: write every value where it applies' },
  ])
})

test('what is no YAML is told with its line', () => {
  expect(flawsOf('name: calm\nstage: "paper" x\n')).toEqual([
    { line: 2, column: 16, path: '', why: expect.stringContaining('Unexpected') },
  ])
})

// Without the guard, the second of these takes the whole process down with it.
test.each([
  ['flow lists', fill('[')],
  ['block lists on one line', fill('- ')],
  ['flow fields', fill('{a: ')],
  ['explicit keys', fill('? ')],
  ['block fields', Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['block lists', Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}-`).join('\n')],
])('%s within each other without end are refused', (_, edited) => {
  expect(whyOf(edited)).toBe('is nested or indented deeper than any strategy needs')
})

test('a file of ten megabytes is refused unread', () => {
  expect(whyOf(`${text}${'# padding\n'.repeat(1_000_000)}`)).toMatch(
    /^the file has 100\d{5} characters, expected at most 262144$/,
  )
})

test('a name like __proto__ is a name like any other, and reaches no prototype', () => {
  for (const name of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty']) {
    const attempts = [
      [`${name}: { polluted: 1 }\n${text}`, name],
      [text.replace('sizing:\n', `sizing:\n  ${name}: { polluted: 1 }\n`), `sizing.${name}`],
      [text.replace('genes:\n', `genes:\n      ${name}: 1\n`), `seeds[0].genes.${name}`],
    ]
    for (const [edited, path] of attempts) {
      expect(flawsOf(edited)).toEqual([
        expect.objectContaining({ path, why: expect.stringMatching(/^is not a (field|gene)/) }),
      ])
    }
  }
  expect(Object.keys(Object.prototype)).toEqual([])
  expect('polluted' in {}).toBe(false)
})

// The bound is an eternity for a parser in linear time, and an instant for one that is not.
test.each([
  ['names', Array.from({ length: 20_000 }, (_, i) => `name${i}: 1`).join('\n')],
  ['one name', fill('a:\n')],
  ['symbols', `universe: [${fill('B,').slice(20)}]`],
  ['line breaks', fill('\n')],
  ['remarks', fill('#\n')],
  ['spaces', `a:${fill(' ').slice(10)}`],
  ['backslashes', `a: "${fill('\\').slice(10)}`],
  ['lines of one text', `a: "${fill('x\n ').slice(10)}`],
  ['colons', fill('a: b: ')],
  ['commas', `a: [${fill(',').slice(10)}`],
  ['anchors', fill('&a\n')],
  ['documents', fill('---\n')],
  ['quotes', fill('"a')],
])('a file full of %s is refused within seconds', { timeout: 60_000 }, (_, edited) => {
  expect(flawsOf(edited).length).toBeGreaterThan(0)
})
