import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { slice } from '../../market/bars.ts'
import { resample } from '../../market/resample.ts'
import { anyBars } from '../../market/testing/columns.ts'
import { day, epochMs, hour, minute } from '../../market/units.ts'
import type { SentimentRow } from '../lake/tables.ts'
import { newYear, walk } from '../testing/lake.ts'
import { sentimentColumn } from './column.ts'
import { sentimentSymbol, sentimentVenue } from './rows.ts'
import { withSentiment } from './with-sentiment.ts'

const onDay = (k: number, value: number, delay = 2 * hour): SentimentRow => {
  const t = epochMs(newYear + k * day)
  return { venue: sentimentVenue, symbol: sentimentSymbol, t, value, knownAt: epochMs(t + delay) }
}

test('bars get the sentiment known at each close and keep all other columns', () => {
  const bars = walk('BTC', 100, { funding: new Float64Array(100).fill(0.0001) })
  const rows = [onDay(0, 40), onDay(1, 50)]
  const { sentiment, ...rest } = withSentiment(bars, rows)
  expect(sentiment).toEqual(sentimentColumn(bars, rows))
  expect([sentiment?.[0], sentiment?.[1], sentiment?.[25]]).toEqual([Number.NaN, 40, 50])
  expect(rest).toEqual(bars)
})

test('an existing sentiment is replaced, even by an unknown one', () => {
  const bars = withSentiment(walk('BTC', 10), [onDay(0, 40)])
  expect(withSentiment(bars, [onDay(0, 60)]).sentiment?.[5]).toBe(60)
  expect(withSentiment(bars, []).sentiment?.[5]).toBeNaN()
})

test('a value outside 0 to 100 and rows of two indices are refused', () => {
  expect(() => withSentiment(walk('BTC', 10), [onDay(0, 101)])).toThrow(
    'BTC 3600000 ms, row 1: sentiment 101, expected 0 to 100, or NaN where unknown',
  )
  expect(() => withSentiment(walk('BTC', 10), [onDay(0, 1), { ...onDay(1, 1), symbol: 'other' }])).toThrow(RangeError)
})

describe('the result is the same', () => {
  /** Days published at any minute of the morning that the bars cover. */
  const anyRows = fc
    .array(fc.record({ value: fc.nat(100), delay: fc.nat(300) }), { maxLength: 3 })
    .map(days => days.map(({ value, delay }, k) => onDay(k - 1, value, (k === 0 ? day : 0) + delay * minute)))

  test('whether bars are resampled before or after', () => {
    fc.assert(
      fc.property(anyBars, anyRows, (bars, rows) => {
        const after = withSentiment(resample(bars, 15 * minute), rows)
        expect(resample(withSentiment(bars, rows), 15 * minute)).toEqual(after)
      }),
    )
  })
  test('whether bars are cut before or after', () => {
    fc.assert(
      fc.property(anyBars, anyRows, fc.nat(300), fc.nat(300), (bars, rows, from, rest) => {
        const after = withSentiment(slice(bars, from, from + rest), rows)
        expect(slice(withSentiment(bars, rows), from, from + rest)).toEqual(after)
      }),
    )
  })
})
