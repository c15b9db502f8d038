import { expect, test } from 'vitest'
import { between, slice } from '../../market/bars.ts'
import type { CandleRow } from '../../market/records.ts'
import { type EpochMs, hour } from '../../market/units.ts'
import { fingerprint } from '../fingerprint.ts'
import { newYear, walk, withLake } from '../testing/lake.ts'
import { append } from './hot.ts'
import { mergeSegments } from './merge-segments.ts'
import { readBars } from './read.ts'
import { writeBars } from './write.ts'

const rows = 1_500
const bars = walk("O'Neil", rows, { venue: `a 'venue'` })
const key = { venue: bars.venue, symbol: bars.symbol, interval: hour }

const candleAt = (i: number, close = bars.close[i]): CandleRow => ({
  ...{ ...key, t: bars.openTime[i] as EpochMs, open: bars.open[i], high: bars.high[i], low: bars.low[i], close },
  ...{ volume: bars.volume[i], funding: null, vwap: null, trades: null },
})

test('bars of large and appended files read as one series, across every border between them', async () => {
  await withLake(async lake => {
    // The large files end with row 1199, in February; the appended ones begin ten rows before.
    await writeBars(lake, [slice(bars, 0, 1_200)])
    for (let i = 1_190; i < rows; i += 62) {
      await append(
        lake,
        'candles',
        Array.from({ length: Math.min(62, rows - i) }, (_, n) => candleAt(i + n)),
      )
      if (i === 1_252) await mergeSegments(lake, 'candles')
    }
    await append(lake, 'candles', [{ ...candleAt(3), symbol: 'another' }])
    const whole = await readBars(lake, key)
    expect(fingerprint(whole)).toBe(fingerprint(bars))
    for (const edge of [0, 1, 743, 744, 1_189, 1_190, 1_199, 1_200, 1_251, 1_252, rows - 1]) {
      for (const length of [1, 2, 400]) {
        const [from, to] = [newYear + edge * hour, newYear + (edge + length) * hour]
        const read = await readBars(lake, { ...key, from, to })
        expect(fingerprint(read), `${length} from ${edge}`).toBe(fingerprint(between(bars, from, to)))
      }
    }
    expect((await readBars(lake, { ...key, from: newYear + rows * hour })).openTime).toHaveLength(0)
  })
})

test('an appended bar replaces the one in a large file, and changes no other', async () => {
  await withLake(async lake => {
    await writeBars(lake, [bars])
    await append(lake, 'candles', [candleAt(800, bars.high[800])])
    const expected = { ...bars, close: Float64Array.from(bars.close).with(800, bars.high[800]) }
    expect(fingerprint(await readBars(lake, key))).toBe(fingerprint(expected))
  })
})

test('a series with appended files only is readable, and a missing one is refused with a list of those there are', async () => {
  await withLake(async lake => {
    await append(
      lake,
      'candles',
      [0, 1, 2].map(i => candleAt(i)),
    )
    expect(fingerprint(await readBars(lake, key))).toBe(fingerprint(slice(bars, 0, 3)))
    await expect(readBars(lake, { ...key, symbol: 'BTC' })).rejects.toThrow("no a 'venue' BTC 1h in the lake at")
    await expect(readBars(lake, { ...key, symbol: 'BTC' })).rejects.toThrow("which has a 'venue' 1h (O'Neil)")
  })
})
