import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Strategy } from '../strategy.ts'
import { identify } from './identity.ts'
import { parseStrategy } from './parse.ts'
import { anyStrategy } from './reference/arbitrary.ts'
import { complete, known } from './reference/complete.ts'
import { writeStrategy } from './write.ts'

const write = (strategy: Strategy) => writeStrategy(strategy, known)
const parse = (text: string) => parseStrategy(text, known)

test('a strategy that was written is read back as it was, and written again byte for byte', () => {
  fc.assert(
    fc.property(anyStrategy, strategy => {
      const text = write(strategy)
      const parsed = parse(text)
      expect(parsed).toStrictEqual({ ok: true, value: strategy })
      expect(parsed.ok && write(parsed.value)).toBe(text)
    }),
    { numRuns: 300 },
  )
})

test('the identity is the hash of the file between its format and its hash', () => {
  const text = write(complete)
  const content = text.slice(text.indexOf('format:'), text.indexOf('\nhash:') + 1)
  expect(identify(complete)).toBe(`sha256:${createHash('sha256').update(content).digest('hex')}`)
  expect(text).toContain(`\nhash: ${identify(complete)}\n`)
})

test('the identity of a known strategy never changes', () => {
  expect(identify(complete)).toBe('sha256:95d3bcd118dbd409bfb06e83589ac416706d9425714167deb1316d276a400101')
})

test('approvals do not change the identity', () => {
  expect(identify({ ...complete, approvals: [] })).toBe(identify(complete))
})

test('the order in which genes were set does not change the identity', () => {
  const [first, ...rest] = complete.seeds
  const reversed = { ...first, genes: Object.fromEntries(Object.entries(first.genes).reverse()) }
  expect(identify({ ...complete, seeds: [reversed, ...rest] })).toBe(identify(complete))
})

test('every other difference between two strategies is a difference of identity', () => {
  fc.assert(
    fc.property(anyStrategy, anyStrategy, (a, b) => {
      const same = fc.stringify({ ...a, approvals: [] }) === fc.stringify({ ...b, approvals: [] })
      expect(identify(a) === identify(b)).toBe(same)
    }),
  )
})

test('fields in another order, comments, spaces and quotes mean the same', () => {
  const blocks = write(complete).split('\n\n')
  const edited = [...blocks.slice(1).reverse(), ...blocks.slice(0, 1)]
    .join('\n\n# a remark\n\n')
    .replace('7 %', '"7.0%"  # of equity')
    .replace('name: calm-cross', "'name' :   calm-cross")
    .replace('interval: 1h', 'interval: 60m')
    .replace('[BTC, ETH,', '[ BTC,\n  ETH ,')
  expect(parse(edited)).toStrictEqual({ ok: true, value: complete })
  expect(parse(write(complete).replaceAll('\n', '\r\n'))).toStrictEqual({ ok: true, value: complete })
  expect(parse(`\uFEFF---\n${write(complete)}`)).toStrictEqual({ ok: true, value: complete })
})

test('an approval is added by adding a line', () => {
  const text = write({ ...complete, approvals: [] })
  const approved = text.replace('approvals: []', 'approvals:\n  - { by: Ada Lovelace, at: 2025-02-01T09:30Z }')
  expect(parse(approved)).toStrictEqual({ ok: true, value: complete })
})

test('a strategy without its optional parts has none of their names', () => {
  const { evidence, lineage, ...rest } = complete
  const { paidFundingFactor, ...costs } = complete.costs
  const bare: Strategy = { ...rest, exits: {}, costs, approvals: [] }
  const text = write(bare)
  expect(text).toContain('\nexits: {}\n')
  expect(text).not.toMatch(/evidence|lineage|paidFundingFactor|undefined/)
  expect(parse(text)).toStrictEqual({ ok: true, value: bare })
})

test.each<[string, Partial<Strategy>, string]>([
  ['NaN', { sizing: { ...complete.sizing, fraction: Number.NaN } }, 'sizing.fraction: found "NaN %"'],
  ['a negative fraction', { sizing: { ...complete.sizing, fraction: -0.1 } }, 'sizing.fraction: found "-10 %"'],
  ['a universe twice over', { universe: ['BTC', 'BTC'] }, 'universe[1]: "BTC" is already entry 1'],
  ['a name of two lines', { name: 'calm\nstage: paper' }, 'name: found "calm\\nstage: paper"'],
  ['an unknown seed', { seeds: [{ name: 'none', weight: 1, genes: {} }] }, 'seeds[0].name: is not a known seed'],
  [
    'half a millisecond',
    { approvals: [{ by: 'Ada', at: (1.7e12 + 0.5) as never }] },
    'not a whole number of epoch milliseconds',
  ],
])('a strategy with %s is not written', (_, change, why) => {
  expect(() => write({ ...complete, ...change })).toThrow(why)
})
