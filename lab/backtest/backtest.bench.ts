import { practice } from '../data/synthetic/practice.ts'
import { createMemo, memoised, plain } from '../indicators/memo.ts'
import { slice } from '../market/bars.ts'
import { hyperliquidCosts } from '../market/fees.ts'
import { syntheticInstrument } from '../market/instruments.ts'
import { epochMs } from '../market/units.ts'
import { type Bench, race } from '../testing/bench.ts'
import { backtest } from './backtest.ts'
import { metrics } from './metrics.ts'

const year = 8_760

export const bench: Bench = {
  name: 'one backtest: ema-cross with stop and trailing stop over a year of hourly bars, one symbol',
  async run() {
    const [bars] = practice(1).market.map(one => slice(one, 0, year))
    const strategy = {
      seeds: [{ name: 'ema-cross', weight: 1, genes: { fast: 12, gap: 26, band: 0.002 } }],
      interval: bars.interval,
      universe: [bars.symbol],
      sizing: { fraction: 0.5, leverage: 3, rebalance: 0.25 },
      exits: { stop: 0.06, trailing: 0.1 },
    }
    const world = {
      cash: 10_000,
      costs: hyperliquidCosts,
      instruments: new Map([[bars.symbol, syntheticInstrument(bars.symbol)]]),
      from: epochMs(bars.openTime[0]),
      to: epochMs(bars.openTime[year - 1]),
    }
    const shared = memoised(createMemo(64 * 2 ** 20))
    const best = await race({
      alone: () => backtest(strategy, [bars], world, plain),
      inPopulation: () => backtest(strategy, [bars], world, shared),
      measured: () => metrics(backtest(strategy, [bars], world, shared)),
    })
    const perSecond = (ms: number) => Math.round(year / (ms / 1_000))
    return [
      { what: 'indicators computed', value: best.alone, unit: 'ms' },
      {
        what: 'indicators from the memo',
        value: best.inPopulation,
        unit: 'ms',
        ratio: { times: best.alone / best.inPopulation, to: 'as fast as computing them' },
      },
      { what: 'with metrics', value: best.measured, unit: 'ms' },
      { what: 'bars', value: perSecond(best.inPopulation), unit: '/s' },
    ]
  },
}
