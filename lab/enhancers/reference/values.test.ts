import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Column } from '../../market/bars.ts'
import { companions } from '../companions.ts'
import { crowd } from '../crowd.ts'
import { longerSides } from '../longer-sides.ts'
import { pull } from '../pull.ts'
import { closesAt } from '../testing/closes.ts'

const table = readColumns(readFileSync(new URL('./values.csv', import.meta.url), 'utf8'))
const { t, a, b, c, ...values } = table
const market = Object.entries({ a, b, c }).map(([symbol, close]) => closesAt(symbol, t, close))
const [bars] = market
const around = (window: number) => companions({ bars, market }, window)

const ours: Readonly<Record<string, (...parameters: readonly number[]) => Column>> = {
  longerSides: (factor, period) => longerSides(bars, factor, period),
  crowd: window => crowd(around(window), bars.close.length),
  pull: (window, lookback) => pull(bars, around(window), window, lookback),
}

test.each(Object.entries(values))('%s is what pandas says', (title, expected) => {
  const [name, ...parameters] = title.split(' ')
  const theirs = expected.filter((_, row) => Number.isFinite(a[row]))
  expect(theirs.filter(Number.isFinite).length).toBeGreaterThan(50)
  expect([...ours[name](...parameters.map(Number))]).toEqual([...theirs])
})

function readColumns(csv: string): Record<string, Float64Array> {
  const [header, ...rows] = csv.trimEnd().split('\n')
  const cells = rows.map(row => row.split(',').map(cell => (cell === '' ? Number.NaN : Number(cell))))
  return Object.fromEntries(header.split(',').map((name, k) => [name, Float64Array.from(cells, row => row[k])]))
}
