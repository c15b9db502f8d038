import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CandleRow } from '../../market/records.ts'
import type { EpochMs } from '../../market/units.ts'
import { readRows } from '../lake/rows.ts'
import type { GapRow } from '../lake/tables.ts'
import { withLake } from '../testing/lake.ts'
import { createBuffer } from './buffer.ts'

const start = Date.UTC(2026, 2, 14)
const gap = (to: number, t = start): GapRow => ({
  ...{
    venue: 'hyperliquid',
    symbol: 'BTC',
    stream: 'candles 1m',
    t: t as EpochMs,
    to: to as EpochMs,
    reason: 'a test',
  },
})
const candle = (t = start): CandleRow => ({
  ...{ venue: 'hyperliquid', symbol: 'BTC', interval: 60_000, t: t as EpochMs, open: 1, high: 1, low: 1, close: 1 },
  ...{ volume: 1, funding: null, vwap: null, trades: 1 },
})
/** A file where the folder of a table should be: nothing can be appended to it. */
const block = (root: string, table: string) => {
  mkdirSync(join(root, 'hot'), { recursive: true })
  rmSync(join(root, 'hot', table), { recursive: true, force: true })
  writeFileSync(join(root, 'hot', table), '')
}
const unblock = (root: string, table: string) => rmSync(join(root, 'hot', table))

describe('a buffer', () => {
  test('closes a gap only after the rows that fill it: killed between the two, the gap stays open', () =>
    withLake(async lake => {
      const buffer = createBuffer(lake, 100)
      buffer.add('gaps', gap(start + 60_000))
      await buffer.flush()
      buffer.add('candles', candle())
      buffer.add('filled', gap(start))
      block(lake.root, 'candles')
      await expect(buffer.flush()).rejects.toThrow()
      expect(buffer.waiting()).toBe(2)
      unblock(lake.root, 'candles')
      expect((await readRows(lake, 'gaps')).map(({ t, to }) => to - t)).toEqual([60_000])
      await buffer.flush()
      expect((await readRows(lake, 'gaps')).map(({ t, to }) => to - t)).toEqual([0])
      expect(await readRows(lake, 'candles')).toHaveLength(1)
      expect(buffer.waiting()).toBe(0)
    }))

  test('writes an open gap before the rows after it, and nothing after a gap that it cannot write', () =>
    withLake(async lake => {
      const buffer = createBuffer(lake, 100)
      buffer.add('candles', candle())
      buffer.add('gaps', gap(start + 60_000))
      block(lake.root, 'gaps')
      await expect(buffer.flush()).rejects.toThrow()
      unblock(lake.root, 'gaps')
      expect(await readRows(lake, 'candles')).toEqual([])
      await buffer.flush()
      expect([await readRows(lake, 'candles'), await readRows(lake, 'gaps')].map(rows => rows.length)).toEqual([1, 1])
    }))

  test('leaves a gap open that was closed and opened again, also when the first row could not be written', () =>
    withLake(async lake => {
      const buffer = createBuffer(lake, 100)
      buffer.add('filled', gap(start))
      buffer.add('gaps', gap(start + 60_000))
      await buffer.flush()
      expect((await readRows(lake, 'gaps')).map(({ t, to }) => to - t)).toEqual([60_000])
      buffer.add('candles', candle())
      buffer.add('filled', gap(start))
      block(lake.root, 'candles')
      const failed = buffer.flush()
      buffer.add('gaps', gap(start + 120_000))
      await expect(failed).rejects.toThrow()
      unblock(lake.root, 'candles')
      await buffer.flush()
      expect((await readRows(lake, 'gaps')).map(({ t, to }) => to - t)).toEqual([120_000])
      expect(buffer.waiting()).toBe(0)
    }))

  test('that had to reject a row rejects all later ones, writes those before, and reports it', () =>
    withLake(async lake => {
      const buffer = createBuffer(lake, 2)
      buffer.add('candles', candle())
      buffer.add('candles', candle(start + 60_000))
      expect(() => buffer.add('candles', candle(start + 120_000))).toThrow('the disk does not keep up')
      await expect(buffer.flush()).rejects.toThrow('the disk does not keep up')
      expect(await readRows(lake, 'candles')).toHaveLength(2)
      expect(buffer.waiting()).toBe(0)
      expect(() => buffer.add('candles', candle(start + 180_000))).toThrow('the disk does not keep up')
    }))
})
