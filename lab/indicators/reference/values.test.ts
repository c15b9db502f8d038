import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Bars, makeBars } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { plain } from '../memo.ts'
import { family } from '../testing/family.ts'
import { expectClose } from './close.ts'

const table = readColumns(readFileSync(new URL('./values.csv', import.meta.url), 'utf8'))
const { open, high, low, close, volume, ...values } = table
const bars: Bars = makeBars({
  symbol: 'REF',
  interval: hour,
  venue: 'made up',
  synthetic: true,
  openTime: close.map((_, i) => 1_700_000_000_000 + i * hour),
  open,
  high,
  low,
  close,
  volume,
})

test.each(Object.entries(values))('%s is what TA-Lib, pandas, scipy, statsmodels or numpy say', (title, expected) => {
  const [name, ...rest] = title.split(' ')
  const parameters = rest.filter(word => !Number.isNaN(Number(word))).map(Number)
  const member = family.find(candidate => candidate.name === name)
  if (!member) throw new Error(`${name} is no member of the family`)
  const outputs = member.compute(plain, bars, ...parameters)
  expectClose(outputs[rest[parameters.length] ?? Object.keys(outputs)[0]], expected)
})

test('the reference holds known values for every column', () => {
  for (const [name, column] of Object.entries(table)) {
    expect(column.filter(Number.isFinite).length, name).toBeGreaterThan(50)
  }
})

function readColumns(csv: string): Record<string, Float64Array> {
  const [header, ...rows] = csv.trimEnd().split('\n')
  const cells = rows.map(row => row.split(',').map(cell => (cell === '' ? Number.NaN : Number(cell))))
  return Object.fromEntries(header.split(',').map((name, at) => [name, Float64Array.from(cells, row => row[at])]))
}
