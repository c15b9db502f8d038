import { describe, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { parseStrategy } from './parse.ts'
import { known } from './reference/complete.ts'
import { format1 } from './reference/format-1.ts'
import { writeStrategy } from './write.ts'

const { text: file, hash } = format1('average-cross', { fast: 12, gap: 40 })

const whyNot = (text: string) => {
  const migrated = migrate(text, known)
  return migrated.ok ? 'migrated' : migrated.error.map(({ line, path, why }) => `${line} ${path}: ${why}`).join('\n')
}

describe('a file of format 1', () => {
  const migrated = migrate(file, known)
  if (!migrated.ok) throw new Error(whyNot(file))

  test('is not traded as it is: whoever loads it is told what to do', () => {
    const parsed = parseStrategy(file, known)
    expect(parsed).toMatchObject({ ok: false, error: [{ line: 3, column: 9, path: 'format' }] })
    expect(!parsed.ok && parsed.error[0].why).toContain('npx tsx scripts/migrate-strategy.ts FILE')
  })
  test('becomes a strategy of today that means the same, says where it comes from, and names what it had wide', () => {
    expect(migrated.value).toMatchObject({
      name: 'calm-cross',
      seeds: [{ name: 'average-cross', weight: 1, genes: { fast: 12, gap: 40 } }],
      sizing: { fraction: 0.3, leverage: 3, rebalance: 0.25 },
      exits: { stop: 0.05, target: 0.4 },
      widened: ['sizing.fraction', 'exits.target'],
      migratedFrom: hash,
    })
  })
  test('can be written and read back', () => {
    const text = writeStrategy(migrated.value, known)
    expect(text).toContain('\nformat: 2\n')
    expect(parseStrategy(text, known)).toStrictEqual({ ok: true, value: migrated.value })
  })
  test('loses its approvals: they were given to other bytes', () => expect(migrated.value.approvals).toEqual([]))
})

test.each([
  ['changed after it was judged', file.replace('stop: 5 %', 'stop: 6 %'), /^\d+ hash: found .* it was changed/],
  [
    'that holds what its format did not know',
    file.replace('exits:\n', 'ensemble:\n  method: split\n\nexits:\n'),
    /ensemble: is not a field/,
  ],
  ['of a newer format', file.replace('format: 1', 'format: 3'), /found format "3", expected 1/],
  ['without a format', file.replace('format: 1\n', ''), /lacks the field format/],
])('a file %s is not brought up to date', (_, text, why) => expect(whyNot(text)).toMatch(why))

test('a file of today is refused: there is nothing to migrate', () => {
  const migrated = migrate(file, known)
  if (!migrated.ok) throw new Error(whyNot(file))
  expect(whyNot(writeStrategy(migrated.value, known))).toBe('1 format: is 2 already: there is nothing to migrate')
})
