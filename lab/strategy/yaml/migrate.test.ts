import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { parseStrategy } from './parse.ts'
import { known } from './reference/complete.ts'
import { writeStrategy } from './write.ts'

/** A file as version 0.1.0 wrote it. */
const old = `# A trading strategy: written by the lab, traded by the runtime. strategies/README.md explains every field.
# The hash covers everything above it: change a value, and the file is refused. Approvals may be added.
format: 1
name: calm-cross
stage: paper
synthetic: false
universe: [BTC, ETH]
interval: 1h

seeds:
  - name: average-cross
    weight: 1
    genes:
      fast: 12
      gap: 40

sizing:
  fraction: 30 %
  leverage: 3 x
  rebalance: 0.25

exits:
  stop: 5 %

risk:
  maxPosition: 1.5 x equity
  maxGross: 3 x equity
  maxOrder: 5000 USD
  maxOrdersPerDay: 200 orders
  maxDrawdown: 29 %
  maxDailyLoss: 6 %
  maxPriceAge: 2 bars

costs:
  taker: 4.5 bps
  maker: 1.5 bps
  slippage: 2 bps
  unknownFunding: 0.125 bps per hour

`
const hash = `sha256:${createHash('sha256')
  .update(old.slice(old.indexOf('format:')))
  .digest('hex')}`
const file = `${old}hash: ${hash}\n\napprovals:\n  - { by: Ada Lovelace, at: 2025-02-01T09:30Z }\n`

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
      exits: { stop: 0.05 },
      widened: ['sizing.fraction'],
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

test('a file of today is refused: there is nothing to bring up to date', () => {
  const migrated = migrate(file, known)
  if (!migrated.ok) throw new Error(whyNot(file))
  expect(whyNot(writeStrategy(migrated.value, known))).toBe(
    '1 format: is 2 already: there is nothing to bring up to date',
  )
})
