import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Missing } from '../../market/ranged.ts'
import type { EpochMs } from '../../market/units.ts'
import type { GapRow } from '../lake/tables.ts'
import { gapRows } from './gap-rows.ts'
import { mergeRanges, type TimeRange } from './time-range.ts'

const series = { venue: 'hyperliquid', symbol: 'BTC', stream: 'candles 1h' }
const time = fc.nat(30)
const apart = fc
  .array(fc.tuple(time, fc.integer({ min: 1, max: 9 })), { maxLength: 6 })
  .map(all => mergeRanges(all.map(([from, length]) => ({ from: from as EpochMs, to: (from + length) as EpochMs }))))
const covered = (all: readonly TimeRange[]) =>
  Array.from({ length: 60 }, (_, t) => all.some(({ from, to }) => from <= t && t < to))

test('after the rows are written, the open gaps inside the range are the missing ones, and those outside are unchanged', () => {
  fc.assert(
    fc.property(apart, apart, time, fc.integer({ min: 1, max: 20 }), (before, gone, from, length) => {
      const asked = { from: from as EpochMs, to: (from + length) as EpochMs }
      const open = before.map(({ from, to }): GapRow => ({ ...series, t: from, to, reason: 'down; to be fetched' }))
      const missing = gone
        .map(one => ({ from: Math.max(one.from, asked.from), to: Math.min(one.to, asked.to), reason: 'none there' }))
        .filter(one => one.from < one.to) as Missing[]
      const table = new Map(open.map(row => [row.t, row]))
      for (const row of gapRows(series, open, asked, missing)) table.set(row.t, row)
      const after = [...table.values()].filter(row => row.to > row.t).map(({ t, to }) => ({ from: t, to }))
      const [was, is, expected] = [covered(before), covered(after), covered(missing)]
      expect(is).toEqual(is.map((_, t) => (t >= asked.from && t < asked.to ? expected[t] : was[t])))
    }),
  )
})

test('a recorded gap is not written again', () => {
  const known: GapRow = { ...series, t: 3 as EpochMs, to: 5 as EpochMs, reason: 'none there' }
  const asked = { from: 0 as EpochMs, to: 9 as EpochMs }
  expect(gapRows(series, [known], asked, [{ from: known.t, to: known.to, reason: known.reason }])).toEqual([])
})
