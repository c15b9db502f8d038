import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flattened } from './flattened.ts'
import { identify } from './identity.ts'
import { anyStrategy } from './reference/arbitrary.ts'
import { complete } from './reference/complete.ts'

test('a field is found by its path, as the file has it', () => {
  const fields = flattened(complete)
  expect(fields.get('stage')).toBe('paper')
  expect(fields.get('seeds[0].genes.fast')).toBe('12')
  expect(fields.get('universe[1]')).toBe('ETH')
})

test('two strategies have the same fields exactly when they have the same hash', () => {
  fc.assert(
    fc.property(anyStrategy, anyStrategy, fc.boolean(), (a, other, isNear) => {
      const b = isNear ? { ...a, risk: other.risk } : other
      expect([...flattened(a)].join('\n') === [...flattened(b)].join('\n')).toBe(identify(a) === identify(b))
    }),
  )
})
