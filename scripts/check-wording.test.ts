import { describe, expect, test } from 'vitest'
import { retired } from './wording/retired.ts'
import { wordings } from './wording/violations.ts'

const rules = [{ word: /(?<![\w$])purses?(?![\w$])/gu, instead: 'account' }]

describe('wording', () => {
  test('a retired word is told with its line and its successor, in code and in prose', () => {
    expect(wordings('lab/a.ts', 'const purse = 1\n// two purses\nconst purser = 2', rules)).toEqual([
      { file: 'lab/a.ts', line: 1, what: 'says "purse": the word is "account"' },
      { file: 'lab/a.ts', line: 2, what: 'says "purses": the word is "account"' },
    ])
  })

  test('a word that is retired in one room is free in another', () => {
    const scoped = [{ ...rules[0], within: ['lab/strategy/'] }]
    expect(wordings('lab/strategy/a.ts', 'purse', scoped)).toHaveLength(1)
    expect(wordings('lab/charts/a.ts', 'purse', scoped)).toEqual([])
  })

  test('a Markdown line past 200 characters is told, counted in characters', () => {
    expect(wordings('a.md', '─'.repeat(200), [])).toEqual([])
    expect(wordings('a.md', '─'.repeat(201), [])).toHaveLength(1)
    expect(wordings('a.ts', '─'.repeat(201), [])).toEqual([])
  })

  test('every retired word is found, and its successor is not retired itself', () => {
    for (const { word, instead } of retired) {
      expect(instead).not.toBe('')
      expect(instead.match(word), `${instead} for ${word}`).toBeNull()
    }
  })
})
