import { expect, test } from 'vitest'
import { tiles } from './tiles.ts'

test('a number has its unit, one that does not exist is a dash, words are words', () => {
  const { markup } = tiles([
    { name: 'Equity', value: 10_250.5, unit: 'USD' },
    { name: 'Drawdown', value: Number.NaN, unit: 'fraction' },
    { name: 'Venue', value: '<embedded>' },
  ])
  expect(markup).toBe(
    '<dl class="tiles"><div><dt>Equity</dt><dd>10,250.50 USD</dd></div><div><dt>Drawdown</dt><dd>—</dd></div><div><dt>Venue</dt><dd>&#60;embedded&#62;</dd></div></dl>',
  )
})

test('long words take a row for themselves', () => {
  const { markup } = tiles([{ name: 'Universe', value: 'BTC, '.repeat(20) }])
  expect(markup).toContain('<div class="broad"><dt>Universe')
})
