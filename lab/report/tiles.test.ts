import { expect, test } from 'vitest'
import { tiles } from './tiles.ts'

test('a number has its unit, a missing one is a dash, a text is itself', () => {
  const { markup } = tiles([
    { name: 'Equity', value: 10_250.5, unit: 'USD' },
    { name: 'Drawdown', value: Number.NaN, unit: 'fraction' },
    { name: 'Venue', value: '<embedded>' },
  ])
  expect(markup).toBe(
    '<dl class="tiles"><div><dt>Equity</dt><dd>10,250.50 USD</dd></div><div><dt>Drawdown</dt><dd>—</dd></div><div><dt>Venue</dt><dd>&#60;embedded&#62;</dd></div></dl>',
  )
})

test('a long text takes a whole row', () => {
  const { markup } = tiles([{ name: 'Universe', value: 'BTC, '.repeat(20) }])
  expect(markup).toContain('<div class="broad"><dt>Universe')
})
