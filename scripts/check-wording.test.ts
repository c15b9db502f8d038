import { describe, expect, test } from 'vitest'
import { retired } from './wording/retired.ts'
import { wordings } from './wording/violations.ts'

const rules = [{ word: /(?<![\w$])purses?(?![\w$])/gu, instead: 'account' }]

describe('wording', () => {
  test('a retired word is reported with its line and its replacement, in code and in prose', () => {
    expect(wordings('lab/a.ts', 'const purse = 1\n// two purses\nconst purser = 2', rules)).toEqual([
      { file: 'lab/a.ts', line: 1, what: 'has "purse": use "account"' },
      { file: 'lab/a.ts', line: 2, what: 'has "purses": use "account"' },
    ])
  })

  test('a word that is retired in one folder is allowed in another', () => {
    const scoped = [{ ...rules[0], within: ['lab/strategy/'] }]
    expect(wordings('lab/strategy/a.ts', 'purse', scoped)).toHaveLength(1)
    expect(wordings('lab/charts/a.ts', 'purse', scoped)).toEqual([])
  })

  test('a Markdown line over 200 characters is reported; characters count, not bytes', () => {
    expect(wordings('a.md', '─'.repeat(200), [])).toEqual([])
    expect(wordings('a.md', '─'.repeat(201), [])).toHaveLength(1)
    expect(wordings('a.ts', '─'.repeat(201), [])).toEqual([])
  })

  test('every retired word is found, and its replacement is not retired itself', () => {
    for (const { word, instead } of retired) {
      expect(instead).not.toBe('')
      expect(instead.match(word), `${instead} for ${word}`).toBeNull()
    }
  })
})
