import { kernelModule } from './lab/bundle/kernel.ts'
import { syntheticMarket } from './lab/data/synthetic/market.ts'
import { createMemo, memoised } from './lab/indicators/memo.ts'
import { fastBacktest } from './lab/backtest/fast/fast.ts'
import { backtest } from './lab/backtest/backtest.ts'
import { metrics } from './lab/backtest/metrics.ts'
import { dailyReturns } from './lab/backtest/daily.ts'
import { hyperliquidCosts } from './lab/market/fees.ts'
import { epochMs } from './lab/market/units.ts'
import { random } from './lab/random.ts'
import { seeds } from './lab/seeds/index.ts'
import { drawGenes } from './lab/seeds/draw.ts'
import { syntheticInstruments } from './lab/testing/crafted.ts'
import { wish } from './lab/strategy/exposure.ts'
const market = syntheticMarket({ seed: 3, symbols: ['SYN-A'], bars: 8760, edge: 0.05 })
const [bars] = market
const world = { cash: 10_000, costs: hyperliquidCosts, instruments: syntheticInstruments(['SYN-A']), from: epochMs(bars.openTime[0]), to: epochMs(bars.openTime[bars.openTime.length-1] + bars.interval) }
const fast = fastBacktest(market, await kernelModule())
let product = 1, n = 0
for (const seed of seeds) {
  if (!["sma-trend","stochastic"].includes(seed.name)) continue
  const chance = random(7)
  const strategies = Array.from({ length: 200 }, () => ({ universe: ['SYN-A'], interval: bars.interval, seeds: [{ name: seed.name, weight: 1, genes: drawGenes(seed.genes, chance) }], sizing: { fraction: 0.5, leverage: 3, rebalance: 0.25 }, exits: { stop: 0.05 } }))
  const ind = memoised(createMemo(256 * 2 ** 20))
  let best = Infinity, wishes = Infinity
  for (let r = 0; r < 4; r++) {
    let t = performance.now(); for (const s of strategies) { const f = fast.run(s, world, ind); if ('slow' in f) throw 1 } best = Math.min(best, (performance.now() - t) / 200)
    t = performance.now(); for (const s of strategies) wish(s, bars, market, ind); wishes = Math.min(wishes, (performance.now() - t) / 200)
  }
  let slow = Infinity
  for (let r = 0; r < 2; r++) { const t = performance.now(); for (const s of strategies.slice(0, 20)) { const o = backtest(s, market, world, ind); metrics(o); dailyReturns(o) } slow = Math.min(slow, (performance.now() - t) / 20) }
  product *= slow / best; n++
  console.log(seed.name.padEnd(20), 'plain', slow.toFixed(2), 'ms  fast', (best * 1000).toFixed(0), 'us  wish', (wishes * 1000).toFixed(0), 'us  x', (slow / best).toFixed(1))
}
console.log('geomean', (product ** (1 / n)).toFixed(1))
