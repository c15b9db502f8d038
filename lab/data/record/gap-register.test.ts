import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EpochMs } from '../../market/units.ts'
import type { GapRow } from '../lake/tables.ts'
import { createGapRegister } from './gap-register.ts'

const gap = (from: number, to: number) => ({
  ...{ symbol: 'BTC', stream: 'trades', from: from as EpochMs, to: to as EpochMs, reason: 'a test' },
})
/** Times inside an open row; the last row of each start counts. */
const missing = (rows: readonly GapRow[]): readonly number[] => {
  const last = [...new Map(rows.map(row => [row.t, row])).values()]
  return Array.from({ length: 30 }, (_, t) => t).filter(t => last.some(row => row.t <= t && t < row.to))
}

test('after any opening and filling, the rows state what is missing, also over two runs', () => {
  const span = fc.tuple(fc.nat(25), fc.integer({ min: 1, max: 5 }))
  const steps = fc.array(fc.tuple(fc.constantFrom('open', 'fill', 'again'), span), { maxLength: 25 })
  fc.assert(
    fc.property(steps, all => {
      const rows: GapRow[] = []
      let register = createGapRegister('hyperliquid', [], row => rows.push(row))
      const open = new Set<number>()
      for (const [what, [from, length]] of all) {
        const moments = Array.from({ length }, (_, i) => from + i)
        if (what === 'again') {
          const known = [...new Map(rows.map(row => [row.t, row])).values()].filter(row => row.to > row.t)
          register = createGapRegister('hyperliquid', known, row => rows.push(row))
        } else if (what === 'open') {
          register.open(gap(from, from + length))
          for (const t of moments) open.add(t)
        } else {
          register.fill(gap(from, from + length))
          for (const t of moments) open.delete(t)
        }
        expect(missing(rows)).toEqual([...open].sort((a, b) => a - b))
        expect(register.covers('BTC', 'trades', from, from + length)).toBe(moments.every(t => open.has(t)))
      }
    }),
  )
})

test('gaps of other streams and symbols are separate', () => {
  const rows: GapRow[] = []
  const register = createGapRegister('hyperliquid', [], row => rows.push(row))
  register.open(gap(1, 5))
  register.fill({ ...gap(1, 5), symbol: 'ETH' })
  register.fill({ ...gap(1, 5), stream: 'candles 1m' })
  expect(register.count()).toBe(1)
  expect(register.covers('BTC', 'trades', 1, 5)).toBe(true)
  register.fill(gap(0, 9))
  expect(register.count()).toBe(0)
})

test('only further gaps are written before the rows that fill a gap', () => {
  const rows: [number, number, boolean][] = []
  const register = createGapRegister('hyperliquid', [], ({ t, to }, isFilled) => rows.push([t, to, isFilled]))
  register.open(gap(0, 10))
  register.fill(gap(4, 6))
  expect(rows.slice(1).sort()).toEqual([
    [0, 4, true],
    [4, 4, true],
    [6, 10, false],
  ])
})
