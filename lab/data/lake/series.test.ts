import { expect, test } from 'vitest'
import { hour, minute } from '../../market/units.ts'
import { newYear, walk, withLake } from '../testing/lake.ts'
import { compact } from './compact.ts'
import { append } from './hot.ts'
import { listSeries } from './series.ts'
import { at, candle, of, trade } from './testing/rows.ts'
import { writeBars } from './write.ts'

test('a series counts an appended row once, whether the large files have it or not', async () => {
  await withLake(async lake => {
    await writeBars(lake, [walk('SPY', 10), walk('COIN', 5, { synthetic: true })])
    await append(lake, 'candles', [candle(0), candle(1), candle(2, { interval: hour, t: at(10 * minute) })])
    await compact(lake)
    await append(lake, 'candles', [candle(1), candle(-1), candle(5, { symbol: 'ETH' })])
    const expected = [
      { ...of, interval: minute, synthetic: false, rows: 3, first: at(-minute), last: at(minute) },
      {
        ...of,
        symbol: 'ETH',
        interval: minute,
        synthetic: false,
        rows: 1,
        first: at(5 * minute),
        last: at(5 * minute),
      },
      { ...of, interval: hour, synthetic: false, rows: 1, first: at(10 * minute), last: at(10 * minute) },
      {
        venue: 'test',
        symbol: 'COIN',
        interval: hour,
        synthetic: true,
        rows: 5,
        first: newYear,
        last: newYear + 4 * hour,
      },
      {
        venue: 'test',
        symbol: 'SPY',
        interval: hour,
        synthetic: false,
        rows: 10,
        first: newYear,
        last: newYear + 9 * hour,
      },
    ]
    expect(await listSeries(lake)).toEqual(expected)
    await compact(lake)
    expect(await listSeries(lake)).toEqual(expected)
  })
})

test('a table without intervals lists its series with interval 0', async () => {
  await withLake(async lake => {
    await append(lake, 'trades', [trade(1), trade(3), trade(2, { venue: `o'brien "é"`, symbol: '日経/USD:x' })])
    const expected = [
      { ...of, interval: 0, synthetic: false, rows: 2, first: at(1), last: at(3) },
      { venue: `o'brien "é"`, symbol: '日経/USD:x', interval: 0, synthetic: false, rows: 1, first: at(2), last: at(2) },
    ]
    expect(await listSeries(lake, 'trades')).toEqual(expected)
    await compact(lake)
    expect(await listSeries(lake, 'trades')).toEqual(expected)
  })
})
