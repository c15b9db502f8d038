import { kernelModule } from './lab/bundle/kernel.ts'
import { settings, strategyOf } from './bench/peers/sweep.ts'
import { sweptBars, worldOf } from './bench/peers/market.ts'
import { createMemo, memoised, plain } from './lab/indicators/memo.ts'
import { fastBacktest } from './lab/backtest/fast/fast.ts'
import { backtest } from './lab/backtest/backtest.ts'
import { metrics } from './lab/backtest/metrics.ts'
const bars = sweptBars(8760)
const world = worldOf(bars)
const fast = fastBacktest([bars], await kernelModule())
const memo = createMemo(256*2**20)
const ind = memoised(memo)
const all = settings(1000)
for (let r = 0; r < 6; r++) {
  let t = performance.now(), tr = 0
  for (const s of all) { const f = fast.run(strategyOf(s, bars), world, ind); if (!('slow' in f)) tr += f.metrics.trades }
  console.log('fast', (1000 / ((performance.now() - t) / 1000)).toFixed(0), 'ev/s', tr, memo.counts())
}
let t = performance.now()
for (const s of all.slice(0, 60)) metrics(backtest(strategyOf(s, bars), [bars], world, ind))
console.log('plain', (60 / ((performance.now() - t) / 1000)).toFixed(1))
