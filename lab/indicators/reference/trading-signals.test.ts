import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, test } from 'vitest'
import { type Bars, makeBars } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { sharedFile } from '../../testing/shared.ts'
import { expectClose } from './close.ts'
import { comparisons } from './trading-signals.ts'
import { walk } from './walk.ts'

describe('on a random walk', () => {
  const bars = walk(3, 3_000)
  test.each(comparisons)('$name is what trading-signals says', c => expectClose(c.ours(bars), c.theirs(bars), c.from))
})

describe('on the hours of BTC on Binance, 2023 to mid-2025', () => {
  const file = sharedFile('data/candles_1h_binance.parquet')
  const bars = file ? bitcoin(file) : undefined
  test.skipIf(!file).each(comparisons)('$name is what trading-signals says', async c => {
    const real = await bars
    if (!real) throw new Error('no bars')
    expect(real.close).toHaveLength(21_888)
    expectClose(c.ours(real), c.theirs(real), c.from)
  })
})

async function bitcoin(file: string): Promise<Bars> {
  const connection = await (await DuckDBInstance.create()).connect()
  const reader = await connection.runAndReadAll(
    `select t::double as t, open, high, low, close, volume from '${file}' where symbol = 'BTC' order by t`,
  )
  connection.closeSync()
  const column = (at: number) => Float64Array.from(reader.getColumns()[at], Number)
  const [openTime, open, high, low, close, volume] = [0, 1, 2, 3, 4, 5].map(column)
  return makeBars({
    symbol: 'BTC',
    interval: hour,
    venue: 'binance',
    synthetic: false,
    openTime,
    open,
    high,
    low,
    close,
    volume,
  })
}
