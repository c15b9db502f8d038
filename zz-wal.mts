import { fastBacktest } from '/work/main/lab/backtest/fast/fast.ts'
import { kernelModule } from '/work/main/lab/bundle/kernel.ts'
import { createMemo, memoised } from '/work/main/lab/indicators/memo.ts'
import { syntheticMarket } from '/work/main/lab/data/synthetic/market.ts'
import { hyperliquidCosts } from '/work/main/lab/market/fees.ts'
import { epochMs } from '/work/main/lab/market/units.ts'
import { random } from '/work/main/lab/random.ts'
import { drawGenes } from '/work/main/lab/seeds/draw.ts'
import { seeds } from '/work/main/lab/seeds/index.ts'
import { syntheticInstruments } from '/work/main/lab/testing/crafted.ts'
const kernel = await kernelModule()
const symbols = Array.from({ length: 25 }, (_, i) => `SYN-${String.fromCharCode(65 + i)}`)
const market = syntheticMarket({ seed: 9, symbols, bars: 17520, edge: 0.02, gaps: 0 })
const fast = fastBacktest(market, kernel)
const world = { cash: 10_000, costs: hyperliquidCosts, instruments: syntheticInstruments(symbols), from: epochMs(market[0].openTime[0]), to: epochMs(market[0].openTime.at(-1)! + 3600000) }
for (const name of (process.env.SEEDS ?? 'ema-cross,rsi,donchian-breakout,bollinger').split(',')) {
  const seed = seeds.find(s => s.name === name)!
  const chance = random(7)
  const strategies = Array.from({ length: +(process.env.N ?? 40) }, () => ({ universe: symbols, interval: 3_600_000, exits: { stop: 0.05 }, seeds: [{ name, weight: 1, genes: drawGenes(seed.genes, chance) }], sizing: { fraction: 0.5 / 25, leverage: 3, rebalance: 0.25 } }))
  const memo = createMemo(+(process.env.MEMO ?? 96) * 2 ** 20); const ind = memoised(memo)
  for (const s of strategies.slice(0,3)) fast.run(s as any, world as any, ind)
  ;(globalThis as any).RUN = 0; const c0 = process.cpuUsage(); const t = performance.now()
  let tr = 0
  fast.runAll(strategies as any, world as any, ind, (f: any) => { if ('metrics' in f) tr += f.metrics.trades; else console.log('slow') })
  const c1 = process.cpuUsage(c0); const ms = (c1.user + c1.system) / 1000 / strategies.length; const wall = (performance.now() - t) / strategies.length
  console.log(name, ms.toFixed(2), 'ms cpu', wall.toFixed(2), 'wall', (ms * 1e6 / 25 / 17520).toFixed(1), 'ns', (tr / strategies.length).toFixed(0), 'trades', JSON.stringify(memo.counts()), 'run', ((globalThis as any).RUN / strategies.length * 1e6 / 25 / 17520).toFixed(1), 'ns')
}
