import { describe, expect, test } from 'vitest'
import { type EpochMs, hour, minute, second } from '../../market/units.ts'
import { newYear } from '../testing/lake.ts'
import type { BarBuilderOptions } from './options.ts'
import { recordingBuilder } from './testing/build.ts'

const at = (offset: number) => (newYear + offset) as EpochMs

describe('a bar', () => {
  test('has the columns of a candle in the lake', () => {
    const { builder, bars } = recordingBuilder({ intervals: [minute] })
    for (const [offset, price, size] of [
      [100, 10, 1],
      [200, 13, 2],
      [59_999, 9, 0.5],
      [60_000, 11, 1],
    ]) {
      builder.add(at(offset), price, size)
    }
    expect(bars).toEqual([
      {
        ...{ venue: 'test', symbol: 'BTC', interval: minute, t: newYear, funding: null },
        ...{ open: 10, high: 13, low: 9, close: 9, volume: 3.5, vwap: (10 + 26 + 4.5) / 3.5, trades: 3 },
      },
    ])
  })
  test('takes open and close by sequence among trades of one time, and by arrival without a sequence', () => {
    const { builder, bars } = recordingBuilder({ intervals: [second] })
    const trades = [
      [12, 7],
      [11, 3],
      [13, 5],
    ] as const
    for (const [price, sequence] of trades) builder.add(at(0), price, 1, sequence)
    for (const [price] of trades) builder.add(at(second), price, 1)
    builder.advance(at(2 * second))
    expect(bars.map(bar => [bar.open, bar.close])).toEqual([
      [11, 12],
      [12, 13],
    ])
  })
  test('opens with the first and closes with the last added of trades with equal time and sequence', () => {
    const { builder, parts } = recordingBuilder({ intervals: [second] })
    for (const price of [12, 11, 13, 12.5]) builder.add(at(0), price, 1, 7)
    builder.flush()
    expect(parts[0].soFar).toMatchObject({ open: 12, close: 12.5 })
  })
  test('closes once a trade’s time or the clock has passed its end by the lateness', () => {
    const { builder, of } = recordingBuilder({ intervals: [second], lateness: 500 })
    builder.add(at(900), 10, 1)
    builder.add(at(1_499), 11, 1)
    expect(of(second)).toHaveLength(0)
    builder.add(at(1_500), 12, 1)
    expect(of(second)).toHaveLength(1)
    builder.advance(at(2_499))
    expect(of(second)).toHaveLength(1)
    builder.advance(at(2_500))
    expect(of(second)).toHaveLength(2)
    // A clock behind the trades has no effect.
    builder.advance(at(0))
    expect(of(second).map(bar => [bar.t - newYear, bar.open, bar.close])).toEqual([
      [0, 10, 10],
      [1_000, 11, 12],
    ])
  })
})

describe('a silence', () => {
  test('gives bars that repeat the last close, in every interval', () => {
    const { builder, of } = recordingBuilder({ empty: 'flat' })
    builder.add(at(200), 10, 1)
    builder.add(at(2 * minute), 11, 1)
    expect(of(second)).toHaveLength(120)
    expect(of(minute)).toMatchObject([
      { open: 10, close: 10, volume: 1, trades: 1 },
      { open: 10, high: 10, low: 10, close: 10, volume: 0, vwap: null, trades: 0 },
    ])
  })
  test('before the first trade of a longer bar does not open it', () => {
    const { builder, of } = recordingBuilder({ empty: 'flat', lastClose: 99 })
    builder.add(at(30 * second), 10, 1)
    builder.advance(at(minute))
    expect(of(second)[0]).toMatchObject({ open: 99, volume: 0 })
    expect(of(minute)).toMatchObject([{ open: 10, high: 10, low: 10, close: 10, volume: 1 }])
  })
  test('gives no bar before a price is known', () => {
    const { builder, bars } = recordingBuilder({ empty: 'flat' })
    builder.advance(at(5 * minute))
    expect(bars).toEqual([])
  })
  test('gives flat bars in a longer interval even when the shorter one has no price yet', () => {
    const { builder, of } = recordingBuilder({ empty: 'flat' })
    builder.advance(at(5 * second))
    builder.add(at(second), 10, 1)
    builder.advance(at(3 * minute))
    expect(of(second)).toEqual([])
    expect(of(minute).map(bar => [bar.close, bar.trades])).toEqual([
      [10, 1],
      [10, 0],
      [10, 0],
    ])
  })
  test('of years that gives no bars takes no time', () => {
    const { builder, bars } = recordingBuilder({ from: at(-20 * 365 * 24 * hour) })
    builder.add(at(0), 10, 1)
    builder.add(at(second), 10, 1)
    expect(bars).toHaveLength(1)
  })
})

describe('a late trade', () => {
  test('is reported for each bar that it missed, and counts in the longer bar that is still open', () => {
    const { builder, of, late } = recordingBuilder({ lateness: 200 })
    builder.add(at(2_000), 10, 1)
    builder.add(at(4_300), 11, 1)
    builder.add(at(3_900), 12, 4)
    builder.add(at(4_100), 9, 1)
    expect(late).toEqual([{ symbol: 'BTC', interval: second, bar: at(3_000), t: at(3_900), price: 12, size: 4 }])
    builder.advance(at(2 * minute))
    expect(of(second).map(bar => bar.volume)).toEqual([1, 2])
    expect(of(minute)).toMatchObject([{ open: 10, high: 12, low: 9, close: 11, volume: 7, trades: 4 }])
    builder.add(at(1_000), 10, 1)
    expect(late.slice(1).map(({ interval, bar }) => [interval, bar])).toEqual([
      [second, at(1_000)],
      [minute, at(0)],
    ])
    expect(builder.late).toBe(2)
  })
  test('opens the longer bar if it is the bar’s first trade', () => {
    const { builder, of } = recordingBuilder()
    builder.add(at(2_000), 10, 1)
    builder.add(at(1_000), 12, 4)
    builder.advance(at(minute))
    expect(of(minute)).toMatchObject([{ open: 12, close: 10 }])
  })
  test('is one from before the start of complete data', () => {
    const { builder, late, parts } = recordingBuilder({ from: at(30_400) })
    builder.add(at(30_399), 10, 1)
    builder.add(at(30_400), 11, 1)
    expect(late.map(({ interval }) => interval)).toEqual([second, minute])
    builder.flush()
    expect(parts.map(part => part.soFar.open)).toEqual([11, 11])
  })
})

describe('an incomplete bar', () => {
  test('at the start says from when on it is complete', () => {
    const { builder, bars, parts } = recordingBuilder({ from: at(30_400) })
    builder.add(at(30_500), 10, 1)
    builder.add(at(31_000), 11, 1)
    builder.advance(at(minute))
    expect(bars.map(bar => [bar.interval, bar.t - newYear])).toEqual([[second, 31_000]])
    expect(parts.map(({ soFar, from, to }) => [soFar.interval, soFar.trades, from, to])).toEqual([
      [second, 1, at(30_400), at(31_000)],
      [minute, 2, at(30_400), at(minute)],
    ])
  })
  test('at the end says until when it is complete, and has no candle’s type', () => {
    const { builder, bars, parts } = recordingBuilder({ lateness: 1_500 })
    builder.add(at(59_000), 10, 1)
    builder.add(at(61_700), 11, 1)
    // A clock behind the trades has no effect.
    builder.advance(at(59_500))
    builder.flush()
    expect(bars.map(bar => bar.interval)).toEqual([second, minute])
    expect(parts.map(({ soFar, from, to }) => [soFar.interval, soFar.open, from, to])).toEqual([
      [second, 11, at(61_000), at(61_000)],
      [minute, 11, at(minute), at(60_200)],
    ])
    // @ts-expect-error A partial bar has no price of its own.
    expect(parts[0].close).toBeUndefined()
  })
  test('comes from ending the builder, and trades added afterwards are late', () => {
    const { builder, bars, parts, late } = recordingBuilder({ empty: 'flat' })
    builder.add(at(0), 10, 1)
    builder.flush()
    builder.add(at(second), 10, 1)
    builder.advance(at(hour))
    builder.flush()
    expect([bars.length, parts.length, late.length]).toEqual([0, 2, 2])
  })
})

describe('invalid input', () => {
  test.each([
    [Number.NaN, 10, 1],
    [newYear / 1_000, 10, 1],
    [newYear, 0, 1],
    [newYear, -1, 1],
    [newYear, Number.NaN, 1],
    [newYear, 10, 0],
    [newYear, 10, Number.NaN],
    [newYear, Number.POSITIVE_INFINITY, 1],
  ])('is refused in a trade: t %d, price %d, size %d', (t, price, size) => {
    const { builder, bars, parts } = recordingBuilder()
    expect(() => builder.add(t, price, size)).toThrow(
      `test BTC: found a trade at ${t} ms of ${size} for ${price}, expected epoch ms and a size and price above 0`,
    )
    builder.flush()
    expect([...bars, ...parts]).toEqual([])
  })
  test('is refused as the time of the clock', () => {
    expect(() => recordingBuilder().builder.advance(5 as EpochMs)).toThrow(
      'test BTC: found the time 5, expected epoch ms',
    )
  })
  test.each<[Partial<BarBuilderOptions>, string]>([
    [{ intervals: [] }, 'intervals: found none, expected at least one'],
    [{ intervals: [1.5] }, 'intervals: found 1.5, expected whole ms above 0'],
    [{ intervals: [2 * minute, 3 * minute] }, 'found 3m, expected a greater multiple of the 2m before it'],
    [{ intervals: [minute, minute] }, 'found 1m, expected a greater multiple of the 1m before it'],
    [{ intervals: [minute, second] }, 'found 1s, expected a greater multiple of the 1m before it'],
    [{ from: 5 as EpochMs }, 'from: found 5, expected epoch ms'],
    [{ lateness: -1 }, 'lateness: found -1 ms, expected 0 to 100000000 ms, 100000 bars of 1s'],
    [{ lateness: Number.POSITIVE_INFINITY }, 'lateness: found Infinity ms'],
    [{ lastClose: 0 }, 'lastClose: found 0, expected a price above 0'],
  ])('is refused in the options %j', (options, message) => {
    expect(() => recordingBuilder(options)).toThrow(message)
  })
})
