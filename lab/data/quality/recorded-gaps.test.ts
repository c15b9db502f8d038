import { expect, test } from 'vitest'
import { day, type EpochMs, hour } from '../../market/units.ts'
import { append } from '../lake/hot.ts'
import { listSeries } from '../lake/series.ts'
import type { GapRow } from '../lake/tables.ts'
import { writeBars } from '../lake/write.ts'
import { newYear, walk, withLake } from '../testing/lake.ts'
import { barsBehind, isOfSeries, readRecordedGaps, showRecordedGaps } from './recorded-gaps.ts'

const gap = (symbol: string, stream: string, from: number, to: number): GapRow => ({
  ...{ venue: 'test', symbol, stream, reason: 'it was down' },
  ...{ t: (newYear + from * hour) as EpochMs, to: (newYear + to * hour) as EpochMs },
})
const rows = [
  ...[gap('ETH', 'trades', 1, 2), gap('BTC', 'candles 1h', 5, 7), gap('BTC', 'candles 1h', 2, 3)],
  ...[gap('BTC', 'candles 1d', 0, 24), gap('BTC', 'candles 1h', 9, 9)],
]

test('recorded gaps are sorted by series and time, without those that were filled', async () => {
  await withLake(async lake => {
    await append(lake, 'gaps', rows)
    const all = await readRecordedGaps(lake, {})
    expect(all.map(({ symbol, stream, recordedGaps }) => [symbol, stream, recordedGaps.length])).toEqual([
      ['BTC', 'candles 1d', 1],
      ['BTC', 'candles 1h', 2],
      ['ETH', 'trades', 1],
    ])
    expect(showRecordedGaps(all, 1).slice(2, 5)).toEqual([
      'test BTC candles 1h: 2 on record as missing',
      '  2025-01-01 02:00 until 2025-01-01 03:00: it was down',
      '  … and 1 more of these',
    ])
    expect(all.filter(one => isOfSeries(one, { venue: 'test', symbol: 'BTC', interval: hour }))).toEqual([all[1]])
    expect(await readRecordedGaps(lake, { interval: day })).toEqual([all[0]])
    expect(await readRecordedGaps(lake, { venue: 'test', symbol: 'ETH' })).toEqual([all[2]])
  })
})

test('a series is behind by the number of bars that the newest of its venue and interval has after it', async () => {
  await withLake(async lake => {
    await writeBars(lake, [walk('BTC', 50), walk('ETH', 47), walk('DAY', 9, { interval: day })])
    const all = await listSeries(lake)
    expect(all.map(one => [one.symbol, barsBehind(one, all)])).toEqual([
      ['BTC', 0],
      ['ETH', 3],
      ['DAY', 0],
    ])
  })
})
