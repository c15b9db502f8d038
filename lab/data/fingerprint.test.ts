import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bars, slice } from '../market/bars.ts'
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

test('the order of series does not matter, the number of them does', () => {
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

test('funding that is unknown throughout is no funding; known funding counts', () => {
  const unknown = new Float64Array(btc.close.length).fill(Number.NaN)
  expect(fingerprint({ ...btc, funding: unknown })).toBe(fingerprint(btc))
  expect(fingerprint({ ...btc, funding: unknown.with(7, 0) })).not.toBe(fingerprint(btc))
})

test('a fingerprint made today is the one made on any machine', () => {
  expect(fingerprint(walk('BTC', 3))).toMatchInlineSnapshot(
    `"2e2fcefdb92e5247c3f091577091e9e3035f70343f05fafdd84ab175a542e682"`,
  )
})
