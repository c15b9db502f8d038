import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instrumentsOf } from '../evolution/dataset.ts'
import { hyperliquidCosts } from '../market/fees.ts'
import type { TimeInput } from '../market/time-input.ts'
import { day, epochMs, hour } from '../market/units.ts'
import { smallDataset } from '../testing/small-run.ts'
import { barsOfTrades, readSentiment, tapeOf } from './data.ts'
import { backtestGenome } from './evolution.ts'
import { type Lake, listSeries, openLake, writeBars } from './flat.ts'
import { alignReturns, correlationMatrix } from './regimes.ts'
import { rehearse, replay } from './rehearsal.ts'
import { backtest, between, makePlan, readBars, rowAt, syntheticMarket } from './timed.ts'
import { history, inForce, monthStarts } from './universe.ts'

const [first, last] = [Date.UTC(2023, 1, 1), Date.UTC(2023, 4, 15, 12)]
/** The same two times: as epoch milliseconds, and as text. */
const inMs = { from: first, to: last }
const asText = { from: '2023-02', to: '2023-05-15T12:00Z' }

const options = { seed: 3, symbols: ['SYN-A', 'SYN-B'], bars: 5_000 }
const market = syntheticMarket(options)
const strategy = {
  ...{
    universe: ['SYN-A'],
    interval: hour,
    seeds: [{ name: 'ema-cross', weight: 1, genes: { fast: 12, gap: 14, band: 0 } }],
  },
  ...{ sizing: { fraction: 1, leverage: 3, rebalance: 0.25 }, exits: {} },
}
const world = { cash: 10_000, costs: hyperliquidCosts, instruments: instrumentsOf(market) }

describe('functions of a notebook that take times', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-times-'))
  let lake: Lake
  beforeAll(async () => {
    lake = await openLake(folder)
    await writeBars(lake, market)
  })
  afterAll(() => {
    lake.close()
    rmSync(folder, { recursive: true })
  })

  const series = { venue: 'synthetic', symbol: 'SYN-A', interval: hour }
  const { genome, ...dataset } = {
    ...smallDataset(),
    genome: { seed: 'rsi', genes: { period: 14, low: 30, high: 70 } },
  }
  const plan = { name: 'timed', seedNumber: 1, seeds: ['rsi'] }
  const trades = tapeOf([{ t: epochMs(Date.UTC(2023, 2, 1)), price: 5, size: 1 }])
  const minutes = { ...{ venue: 'synthetic', symbol: 'SYN-A', intervals: [60_000] }, empty: 'skip' } as const
  const rehearsal = { strategy, market, ...world, run: 'timed' } as unknown as Parameters<typeof replay>[0]

  const taking: Record<string, (range: { from: TimeInput; to: TimeInput }) => unknown> = {
    readBars: range => readBars(lake, { ...series, ...range }),
    between: ({ from, to }) => between(market[0], from, to),
    rowAt: ({ from, to }) => [rowAt(market[0], from), rowAt(market[0], to)],
    syntheticMarket: ({ from }) => syntheticMarket({ ...options, bars: 50, start: from }),
    backtest: range => backtest(strategy, market, { ...world, ...range }),
    makePlan: ({ from }) => makePlan(market, { ...plan, from, to: '2023-12' }),
    backtestGenome: range => backtestGenome(genome, dataset, range),
    correlationMatrix: ({ to }) => correlationMatrix(alignReturns(market), { at: to, period: 200, least: 20 }),
    readSentiment: range => readSentiment(lake, { venue: 'alternative.me', symbol: 'fear-greed', ...range }),
    barsOfTrades: range => barsOfTrades(trades, { ...minutes, ...range }),
    'universe.history': async ({ from, to }) => history(lake, await listSeries(lake), [from, to]),
    'universe.inForce': ({ to }) => inForce([{ at: epochMs(first), chosen: [], excluded: [] }], to),
    'universe.monthStarts': ({ from, to }) => monthStarts(from, to),
  }

  test.each(Object.entries(taking))('%s takes text and epoch milliseconds alike', async (_, take) => {
    const [ms, text] = [await take(inMs), await take(asText)]
    expect(text).toEqual(ms)
    expect(JSON.stringify(ms)?.length).toBeGreaterThan(1)
  })

  // They start the runtime once the times are read, which is for its own tests: runtime/rehearsal.
  const starting: typeof taking = {
    'rehearsal.replay': range => replay({ ...rehearsal, ...range }),
    'rehearsal.rehearse': range => rehearse({ ...rehearsal, ...range, journal: join(folder, 'none') }),
  }

  test.each(Object.entries({ ...taking, ...starting }))('%s says what it expected', async (_, take) => {
    const trying = (time: TimeInput) => async () => take({ from: time, to: time })
    await expect(trying('yesterday')).rejects.toThrow('"yesterday" is not a UTC time: expected 2025-01, 2025-01-31 or')
    await expect(trying(1_700_000_000)).rejects.toThrow('1700000000 is not a time: expected 2025-01, 2025-01-31,')
  })

  test('an end that is left out is the end of the bars', async () => {
    expect(between(market[0])).toEqual(market[0])
    expect(between(market[0], first).openTime[0]).toBe(first)
    expect(between(market[0], undefined, '2023-02').openTime.length).toBe(rowAt(market[0], first))
    expect((await readBars(lake, { ...series, to: '2023-02' })).openTime.length).toBe(rowAt(market[0], first))
  })

  test('a plan made without `data` names what it was fed, as with it', () => {
    const made = makePlan(market, { ...plan, ...asText, to: '2023-12' })
    expect(made.data.map(({ symbol, fingerprint }) => [symbol, fingerprint.length])).toEqual([
      ['SYN-A', 64],
      ['SYN-B', 64],
    ])
    expect(made).toEqual(makePlan(market, { ...plan, ...inMs, to: first + 303 * day, data: made.data }))
  })
})
