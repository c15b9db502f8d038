import { describe, expect, test } from 'vitest'
import { retired } from './wording/retired.ts'
import { wordings } from './wording/violations.ts'

const rules = [{ word: /(?<![\w$])targetExposure(?:es)?(?![\w$])/gu, instead: 'target exposure' }]

describe('wording', () => {
  test('a retired word is reported with its line and its replacement, in code and in prose', () => {
    expect(wordings('lab/a.ts', 'const targetExposure = 1\n// two wishes\nconst wishful = 2', rules)).toEqual([
      { file: 'lab/a.ts', line: 1, what: 'has "targetExposure": use "target exposure"' },
      { file: 'lab/a.ts', line: 2, what: 'has "wishes": use "target exposure"' },
    ])
  })

  test('a word that is retired in one folder is allowed in another', () => {
    const scoped = [{ ...rules[0], within: ['lab/strategy/'] }]
    expect(wordings('lab/strategy/a.ts', 'targetExposure', scoped)).toHaveLength(1)
    expect(wordings('lab/charts/a.ts', 'targetExposure', scoped)).toEqual([])
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
