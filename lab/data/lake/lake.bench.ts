import { join } from 'node:path'
import type { TradeRow } from '../../market/records.ts'
import { type EpochMs, minute } from '../../market/units.ts'
import { type Bench, race } from '../../testing/bench.ts'
import { inFolder, newYear, walk } from '../testing/lake.ts'
import { append, hotSegments } from './hot.ts'
import { openLake } from './lake.ts'
import { readBars } from './read.ts'
import { writeBars } from './write.ts'

const symbols = Array.from({ length: 25 }, (_, i) => `SYN-${i}`)
const rows = 40_000
const appends = 50
const rowsOfAppend = 1_000

export const bench: Bench = {
  name: `a lake of ${symbols.length} symbols with ${rows.toLocaleString('en-US')} minutes each`,
  run: () =>
    inFolder(async folder => {
      const lake = await openLake(join(folder, 'lake'))
      try {
        const market = symbols.map(symbol => walk(symbol, rows, { interval: minute }))
        const start = performance.now()
        await writeBars(lake, market)
        const written = performance.now() - start
        const hours = () => lake.table`
          select symbol, time_bucket(interval '1 hour', time) as hour, arg_min(open, t) as open, max(high) as high,
            min(low) as low, arg_max(close, t) as close, sum(volume) as volume
          from candles where interval = '1m' group by 1, 2 order by 1, 2`
        const count = (await hours()).numRows()
        const expected = symbols.length * Math.ceil(rows / 60)
        if (count !== expected) throw new Error(`resampled to ${count} hours, expected ${expected}`)
        const best = await race(
          {
            hours,
            one: () => readBars(lake, { venue: 'test', symbol: symbols[7], interval: minute }),
            first: () => lake.sql`select 1 from candles limit 1`,
          },
          7,
        )
        const took = await timesOfAppends(i => append(lake, 'trades', tape(i)))
        const segments = (await hotSegments(lake.root, 'trades')).length
        const hot = await race({ count: () => lake.sql`select count(*) from trades where symbol = ${symbols[7]}` }, 5)
        return [
          {
            what: 'a million minutes resampled to hours by SQL, as an arquero table',
            value: best.hours,
            unit: 'ms',
            beside: 'goal well under 1 s',
          },
          { what: `${rows.toLocaleString('en-US')} bars of one symbol read`, value: best.one, unit: 'ms' },
          { what: 'the smallest query', value: best.first, unit: 'ms' },
          { what: `${rowsOfAppend} trades appended and flushed to disk, p50`, value: at(took, 0.5), unit: 'ms' },
          { what: 'the same, p99', value: at(took, 0.99), unit: 'ms' },
          { what: `trades of one symbol counted in ${segments} small files`, value: hot.count, unit: 'ms' },
          {
            what: 'bars written to the empty lake',
            value: Math.round((symbols.length * rows) / (written / 1_000)),
            unit: '/s',
          },
        ]
      } finally {
        lake.close()
      }
    }),
}

/** Trades of one second on a busy venue. */
const tape = (second: number): TradeRow[] =>
  Array.from({ length: rowsOfAppend }, (_, i) => ({
    ...{ venue: 'test', symbol: symbols[i % symbols.length], t: (newYear + second * 1_000 + i) as EpochMs },
    ...{ id: second * rowsOfAppend + i, sequence: i, side: i % 3 ? 'buy' : 'sell', price: 100 + (i % 7), size: 0.5 },
  }))

/** Durations of all appends, ascending, in ms. */
async function timesOfAppends(one: (i: number) => Promise<void>): Promise<number[]> {
  const took: number[] = []
  for (let i = 0; i < appends; i++) {
    const start = performance.now()
    await one(i)
    took.push(performance.now() - start)
  }
  return took.sort((a, b) => a - b)
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
