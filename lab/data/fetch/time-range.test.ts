import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EpochMs } from '../../market/units.ts'
import { mergeRanges, rangesSince, subtractRanges, type TimeRange } from './time-range.ts'

const at = (from: number, to: number): TimeRange => ({ from: from as EpochMs, to: to as EpochMs })
const ranges = fc.array(
  fc.tuple(fc.nat(40), fc.nat(40)).map(([from, length]) => at(from, from + length)),
  { maxLength: 8 },
)
const moments = (all: readonly TimeRange[]) =>
  Array.from({ length: 90 }, (_, t) => all.some(({ from, to }) => from <= t && t < to))

test('joined ranges cover the same time, do not touch and are in order', () => {
  fc.assert(
    fc.property(ranges, all => {
      const apart = mergeRanges(all)
      expect(moments(apart)).toEqual(moments(all))
      for (let i = 1; i < apart.length; i++) expect(apart[i].from).toBeGreaterThan(apart[i - 1].to)
    }),
  )
})

test('only ranges closer than the limit are joined', () => {
  expect(mergeRanges([at(10, 12), at(0, 5), at(7, 8), at(30, 31)], 2)).toEqual([at(0, 12), at(30, 31)])
})

test('the difference lies in the first and not in the second', () => {
  fc.assert(
    fc.property(ranges, ranges, (all, others) => {
      const gone = moments(others)
      expect(moments(subtractRanges(all, others))).toEqual(moments(all).map((is, t) => is && !gone[t]))
    }),
  )
})

test('ranges are cut at the start', () => {
  expect(rangesSince(5 as EpochMs, [at(0, 5), at(3, 9), at(7, 8)])).toEqual([at(5, 9), at(7, 8)])
})
