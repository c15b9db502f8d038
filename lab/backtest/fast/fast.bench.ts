import { kernelModule } from '../../bundle/kernel.ts'
import { syntheticMarket } from '../../data/synthetic/market.ts'
import { createMemo, memoised } from '../../indicators/memo.ts'
import { hyperliquidCosts } from '../../market/fees.ts'
import { epochMs } from '../../market/units.ts'
import { random } from '../../random.ts'
import { drawGenes } from '../../seeds/draw.ts'
import { seeds } from '../../seeds/index.ts'
import { type Bench, type Row, race } from '../../testing/bench.ts'
import { syntheticInstruments } from '../../testing/crafted.ts'
import { backtest } from '../backtest.ts'
import { metrics } from '../metrics.ts'
import { fastBacktest } from './fast.ts'

const year = 8_760
const count = 100
const few = 5

export const bench: Bench = {
  name: 'one backtest of each seed with a stop, over a year of hourly bars of one symbol with shared indicators; and an account of 25 symbols',
  async run() {
    const kernel = await kernelModule()
    const market = syntheticMarket({ seed: 3, symbols: ['SYN-A'], bars: year, edge: 0.05 })
    const fast = fastBacktest(market, kernel)
    const rows: Row[] = []
    let product = 1
    const quick = seeds.filter(({ requires, learner }) => !requires && !learner)
    for (const { name, genes } of quick) {
      const strategies = strategiesOf(name, genes, ['SYN-A'])
      const indicators = memoised(createMemo(256 * 2 ** 20))
      const world = worldOf(market)
      const best = await race(
        {
          fast: () => fast.runAll(strategies, world, indicators, () => {}),
          plain: () => strategies.slice(0, few).map(strategy => metrics(backtest(strategy, market, world, indicators))),
        },
        4,
      )
      const times = best.plain / few / (best.fast / count)
      product *= times
      rows.push({
        what: name,
        value: best.fast / count,
        unit: 'ms',
        ratio: { times, to: 'as fast as the plain evaluator' },
      })
    }
    const mean = product ** (1 / quick.length)
    rows.push({ what: `geometric mean of ${quick.length} seeds`, value: mean, unit: '×', beside: 'floor 25×' })
    return [...rows, await wallet(kernel)]
  },
}

/** The whole evaluation: exposures of 25 symbols, one account, metrics. */
async function wallet(kernel: WebAssembly.Module): Promise<Row> {
  const symbols = Array.from({ length: 25 }, (_, i) => `SYN-${String.fromCharCode(65 + i)}`)
  const market = syntheticMarket({ seed: 9, symbols, bars: 2 * year, edge: 0.02 })
  const fast = fastBacktest(market, kernel)
  const indicators = memoised(createMemo(96 * 2 ** 20))
  const names = ['ema-cross', 'rsi', 'donchian-breakout', 'bollinger']
  const strategies = names.flatMap(name => {
    const seed = seeds.find(one => one.name === name)
    return seed ? strategiesOf(name, seed.genes, symbols) : []
  })
  const world = worldOf(market)
  const { whole } = await race({ whole: () => fast.runAll(strategies, world, indicators, () => {}) }, 2)
  const nanoseconds = (whole * 1e6) / (strategies.length * symbols.length * 2 * year)
  return {
    what: 'account of 25 symbols, 17,520 bars, four seeds: time per bar and symbol',
    value: nanoseconds,
    unit: 'ns',
    beside: 'for random genomes; a converged search trades less and is faster',
  }
}

function strategiesOf(name: string, genes: (typeof seeds)[number]['genes'], universe: readonly string[]) {
  const chance = random(7)
  return Array.from({ length: count }, () => ({
    ...{ universe, interval: 3_600_000, exits: { stop: 0.05 } },
    seeds: [{ name, weight: 1, genes: drawGenes(genes, chance) }],
    sizing: { fraction: 0.5 / universe.length, leverage: 3, rebalance: 0.25 },
  }))
}

function worldOf(market: ReturnType<typeof syntheticMarket>) {
  const [{ openTime, interval }] = market
  return {
    ...{ cash: 10_000, costs: hyperliquidCosts },
    instruments: syntheticInstruments(market.map(({ symbol }) => symbol)),
    ...{ from: epochMs(openTime[0]), to: epochMs(openTime[openTime.length - 1] + interval) },
  }
}
