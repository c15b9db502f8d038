import { join } from 'node:path'
import { Command } from 'commander'
import { syntheticMarket } from '../lab/data/synthetic/market.ts'
import { writeDurably } from '../lab/durable.ts'
import { freeze } from '../lab/genome/freeze.ts'
import { plain } from '../lab/indicators/memo.ts'
import { hyperliquidCosts } from '../lab/market/fees.ts'
import { epochMs, hour } from '../lab/market/units.ts'
import { parseRules } from '../lab/seeds/formula/rules.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import { fail } from './terminal/fail.ts'

await new Command('examples')
  .description(
    'Write the example strategies of strategies/README.md, always with the same bytes. They are candidates, which no live venue accepts.',
  )
  .option('--out <folder>', 'existing folder for the files', 'strategies')
  .action(run)
  .parseAsync()
  .catch(fail)

async function run({ out }: { readonly out: string }): Promise<void> {
  const { strategy, content, file } = learned()
  await writeDurably(join(out, file), content)
  for (const each of [seed(), formula(), ensemble(), strategy]) {
    const path = join(out, `${each.name}.yaml`)
    await writeDurably(path, writeStrategy(each))
    console.log(path)
  }
}

type Common = Omit<Strategy, 'name' | 'seeds'>

/** The fields that all examples share. Without evidence, because nobody has judged them. */
function common(universe: readonly string[]): Common {
  return {
    stage: 'candidate',
    synthetic: false,
    universe,
    interval: hour,
    sizing: { fraction: 0.05, leverage: 3, rebalance: 0.25 },
    exits: { stop: 0.06, trailing: 0.1 },
    risk: {
      maxPosition: 0.1,
      maxGross: 0.5,
      maxOrderUsd: 5000,
      maxOrdersPerDay: 50,
      maxDrawdown: 0.2,
      maxDailyLoss: 0.05,
      maxPriceAge: 2,
    },
    costs: hyperliquidCosts,
    approvals: [],
  }
}

function seed(): Strategy {
  return {
    ...common(['BTC', 'ETH']),
    name: 'example-seed',
    seeds: [{ name: 'ema-cross', weight: 1, genes: { fast: 12, gap: 40, band: 0.002 } }],
  }
}

function formula(): Strategy {
  const rules = parseRules({
    long: 'close > previous(highest(high, 48), 1) and volume > 1.5 * sma(volume, 48)',
    short: 'close < previous(lowest(low, 48), 1) and volume > 1.5 * sma(volume, 48)',
    flat: 'rsi(close, 14) > 85 or rsi(close, 14) < 15',
  })
  if (!rules.ok) throw new Error(rules.error[0].why)
  return {
    ...common(['BTC', 'ETH']),
    name: 'example-formula',
    seeds: [{ name: 'formula', weight: 1, genes: { hold: 72 }, formula: rules.value }],
    exits: { stop: 0.05, target: 0.12, time: 96 },
  }
}

function ensemble(): Strategy {
  const { sizing, ...rest } = common(['BTC', 'ETH', 'SOL'])
  return {
    ...rest,
    name: 'example-ensemble',
    seeds: [
      {
        name: 'ema-cross',
        weight: 0.4,
        genes: { fast: 12, gap: 40, band: 0.002 },
        enhancers: { confirmation: { factor: 4, period: 12, against: 0.5 } },
      },
      {
        name: 'donchian-breakout',
        weight: 0.4,
        genes: { channel: 65, margin: 0.01, hold: 123 },
        enhancers: { volatility: { period: 24, memory: 720, low: 1, medium: 1, high: 0 } },
      },
      { name: 'rsi', weight: 0.2, genes: { period: 14, oversold: 30, overbought: 70, hold: 48 } },
    ],
    ensemble: { method: 'vote', quorum: 0.25 },
    sizing: { ...sizing, scaling: { name: 'volatility-target', genes: { target: 0.02, window: 168 } } },
    exits: { stop: 0.06, stopAtr: 3, trailingAtr: 4, targetAtr: 8, atrWindow: 24, time: 168 },
  }
}

/** A model fitted on a simulated market and labelled synthetic, because everyone who runs this has such bars. */
function learned() {
  const name = 'example-model'
  const genome = {
    seed: 'linear-svc',
    genes: { lookback: 300, features: 5, regularization: 0.5, ensemble: 3, conviction: 0.3, cadence: 168, hold: 12 },
  }
  const market = syntheticMarket({ seed: 7, symbols: ['SYN-A', 'SYN-B'], bars: 1200 })
  const end = epochMs(Math.max(...market.map(({ openTime }) => openTime[openTime.length - 1])) + hour)
  const frozen = freeze(genome, { name, market }, end, plain)
  if (!frozen) throw new Error(`${genome.seed}: expected a fitted model, found none`)
  const { model, content } = frozen
  const strategy: Strategy = {
    ...common(['SYN-A', 'SYN-B']),
    name,
    synthetic: true,
    seeds: [{ name: genome.seed, weight: 1, genes: genome.genes, model }],
  }
  return { strategy, content, file: model.file }
}
