import { expect, test } from 'vitest'
import { kernelModule } from '../../bundle/kernel.ts'
import { instrumentsOf } from '../../evolution/dataset.ts'
import { createMemo, memoised } from '../../indicators/memo.ts'
import { hyperliquidCosts } from '../../market/fees.ts'
import { epochMs } from '../../market/units.ts'
import { random } from '../../random.ts'
import { drawGenes } from '../../seeds/draw.ts'
import { seeds } from '../../seeds/index.ts'
import { realMarket } from '../../testing/real-market.ts'
import { sameBacktest } from '../../testing/same-backtest.ts'
import { fastBacktest } from './fast.ts'

const market = await realMarket(3_000)
const ideas = seeds.filter(({ requires, learner }) => !requires && !learner).map(seed => [seed.name, seed] as const)

test.skipIf(!market).each(ideas)(
  '%s makes the same trades on thirty real symbols in one account as the plain evaluator',
  async (_, seed) => {
    const bars = market ?? []
    const fast = fastBacktest(bars, await kernelModule())
    const indicators = memoised(createMemo(256 * 2 ** 20))
    const universe = bars.map(({ symbol }) => symbol)
    const first = Math.max(...bars.map(({ openTime }) => openTime[0]))
    const last = Math.max(...bars.map(({ openTime }) => openTime[openTime.length - 1]))
    const instruments = instrumentsOf(bars)
    const world = { cash: 10_000, costs: hyperliquidCosts, instruments, from: epochMs(first), to: epochMs(last) }
    const chance = random(17)
    let [trades, answered] = [0, 0]
    for (const exits of [{ stop: 0.04 }, { trailingAtr: 3, targetAtr: 6, atrWindow: 14 }, { time: 30 }]) {
      const strategy = {
        ...{ universe, interval: bars[0].interval, exits },
        seeds: [{ name: seed.name, weight: 1, genes: drawGenes(seed.genes, chance) }],
        sizing: { fraction: 0.06, leverage: 3, rebalance: 0.25 },
      }
      const { isFast, expected } = sameBacktest(bars, fast, strategy, world, indicators)
      trades += expected.trades.length
      if (isFast) answered++
    }
    expect(answered).toBe(3)
    expect(trades).toBeGreaterThan(50)
  },
)
