import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { plain } from '../../../indicators/memo.ts'
import { expectClose } from '../../../indicators/reference/close.ts'
import { type Bars, makeBars, mapColumns, rowAt } from '../../../market/bars.ts'
import { hour } from '../../../market/units.ts'
import { features } from '../index.ts'

const { openTime, open, high, low, close, volume, ...others } = readColumns('bars.csv')
const { openTime: shown, ...values } = readColumns('values.csv')
const bars = known(barsOf('A', open, high, low, close, volume))
const market = Object.entries(others).map(([title, x]) => known(barsOf(title.slice(-1), x, x, x, x, x)))
const from = rowAt(bars, shown[0])

test.each(features.map(feature => [feature.name, feature] as const))('%s is what pandas says', (name, feature) => {
  expect([...bars.openTime.subarray(from)]).toEqual([...shown])
  const found = feature.compute({ bars, market }, plain).subarray(from)
  values[name].forEach((value, i) => {
    if (Number.isNaN(value) !== Number.isNaN(found[i])) expect.fail(`row ${i}: ${found[i]}, not ${value}`)
  })
  expectClose(found, values[name])
})

test('the reference knows every feature', () => {
  expect(Object.keys(values)).toEqual(features.map(({ name }) => name))
  for (const [name, column] of Object.entries(values)) {
    expect(column.filter(Number.isFinite).length, name).toBeGreaterThan(10)
  }
})

function barsOf(symbol: string, ...[open, high, low, close, volume]: readonly Float64Array[]): Bars {
  return { symbol, interval: hour, venue: 'made up', synthetic: true, openTime, open, high, low, close, volume }
}

/** Without the rows that do not exist. */
function known(bars: Bars): Bars {
  return makeBars(
    mapColumns(bars, column => Float64Array.from(column).filter((_, i) => Number.isFinite(bars.close[i]))),
  )
}

function readColumns(file: string): Record<string, Float64Array> {
  const [header, ...rows] = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  const cells = rows.map(row => row.split(',').map(cell => (cell === '' ? Number.NaN : Number(cell))))
  return Object.fromEntries(header.split(',').map((name, at) => [name, Float64Array.from(cells, row => row[at])]))
}
