import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bars, type OptionalColumn, optionalColumns, slice } from '../market/bars.ts'
import { anyBars, columnsOf, someColumns, withColumns, withoutColumns } from '../market/testing/columns.ts'
import { random } from '../random.ts'
import { fingerprint } from './fingerprint.ts'
import { walk } from './testing/lake.ts'

const btc = walk('BTC', 20_000)

test('the same bars in other memory have the same fingerprint', () => {
  const longer = walk('BTC', 20_100)
  expect(fingerprint(slice(longer, 0, 20_000))).toBe(fingerprint(btc))
  const bytes = new SharedArrayBuffer(btc.close.length * 8)
  const close = new Float64Array(bytes)
  close.set(Float64Array.from(btc.close))
  expect(fingerprint({ ...btc, close })).toBe(fingerprint(btc))
})

test('the order of series does not matter, their number does', () => {
  const eth = walk('ETH', 10)
  expect(fingerprint([btc, eth])).toBe(fingerprint([eth, btc]))
  expect(fingerprint([btc])).toBe(fingerprint(btc))
  expect(fingerprint([btc, btc])).not.toBe(fingerprint(btc))
})

test('a single changed bit anywhere changes the fingerprint', () => {
  const columns = ['openTime', 'open', 'high', 'low', 'close', 'volume'] as const
  fc.assert(
    fc.property(
      fc.constantFrom(...columns),
      fc.nat(btc.close.length - 1),
      fc.integer({ min: 0, max: 51 }),
      (name, row, bit) => {
        const column = Float64Array.from(btc[name])
        new BigUint64Array(column.buffer)[row] ^= 1n << BigInt(bit)
        expect(fingerprint({ ...btc, [name]: column })).not.toBe(fingerprint(btc))
      },
    ),
    { numRuns: 30 },
  )
})

test('venue, symbol, interval and label count', () => {
  const changes: Partial<Bars>[] = [{ venue: 'other' }, { symbol: 'ETH' }, { interval: 60_000 }, { synthetic: true }]
  const all = [btc, ...changes.map(change => ({ ...btc, ...change }))].map(bars => fingerprint(bars))
  expect(new Set(all).size).toBe(all.length)
})

test('an all-unknown column counts as absent; one known value counts as a column', () => {
  const rows = walk('BTC', 500)
  const unknown = new Float64Array(500).fill(Number.NaN)
  const besides = (names: readonly OptionalColumn[], column: Float64Array) =>
    Object.fromEntries(names.map(name => [name, column]))
  fc.assert(
    fc.property(someColumns, someColumns, fc.nat(499), (known, absent, row) => {
      const bars = { ...rows, ...besides(known, unknown.with(row, 0)) }
      expect(fingerprint({ ...besides(absent, unknown), ...bars })).toBe(fingerprint(bars))
      expect(fingerprint(bars) === fingerprint(rows)).toBe(known.length === 0)
    }),
  )
})

test('the same values under another column name give another fingerprint', () => {
  const values = walk('BTC', 50).close
  const subsets = optionalColumns.reduce<OptionalColumn[][]>(
    (all, name) => all.flatMap(one => [one, [...one, name]]),
    [[]],
  )
  const all = subsets.map(names =>
    fingerprint({ ...walk('BTC', 50), ...Object.fromEntries(names.map(n => [n, values])) }),
  )
  expect(new Set(all).size).toBe(8)
})

test('any changed value in any optional column changes the fingerprint', () => {
  fc.assert(
    fc.property(anyBars, fc.nat(), fc.nat(), (bars, which, where) => {
      const names = columnsOf(bars)
      fc.pre(names.length > 0 && bars.close.length > 0)
      const name = names[which % names.length]
      const row = where % bars.close.length
      const column = Float64Array.from(bars[name] as Float64Array)
      const other = Number.isNaN(column[row]) ? 1 : where % 2 ? Number.NaN : column[row] + 1
      expect(fingerprint({ ...bars, [name]: column.with(row, other) })).not.toBe(fingerprint(bars))
    }),
  )
})

test('columns count by name and content, not by their order', () => {
  const all = withColumns(walk('BTC', 100), optionalColumns, random(1))
  const { funding, vwap, sentiment } = all
  expect(fingerprint({ sentiment, vwap, funding, ...withoutColumns(all) } as Bars)).toBe(fingerprint(all))
})

test('a fingerprint is the same on every machine', () => {
  expect(fingerprint(walk('BTC', 3))).toMatchInlineSnapshot(
    `"2e2fcefdb92e5247c3f091577091e9e3035f70343f05fafdd84ab175a542e682"`,
  )
})

test('bars with no optional column but funding keep the fingerprint from before other columns existed', () => {
  const funding = Float64Array.of(0.0001, Number.NaN, 0.0002)
  // Made by the first version of `fingerprint`.
  const then = '0180f13472851a3ae4690b8934554f773611901e615953ed4aa8f30dd0865e13'
  expect(fingerprint(walk('BTC', 3, { funding }))).toBe(then)
  const unknown = new Float64Array(3).fill(Number.NaN)
  expect(fingerprint(walk('BTC', 3, { funding, vwap: unknown, sentiment: unknown }))).toBe(then)
})
