import { expect, test } from 'vitest'
import { nearest } from './nearest.ts'

const fields = ['genes', 'weight', 'maxOrder', 'maxOrdersPerDay', 'stop']

test.each([
  ['gene', 'genes'],
  ['wieght', 'weight'],
  ['Stop', 'stop'],
  ['maxOrderUsd', 'maxOrder'],
  ['max_orders_per_day', 'maxOrdersPerDay'],
])('%s is taken for %s', (word, meant) => expect(nearest(word, fields)).toBe(meant))

test.each(['x', 'leverage', '', 'g'.repeat(100_000)])('%.20s is taken for nothing', word => {
  expect(nearest(word, fields)).toBeUndefined()
})
