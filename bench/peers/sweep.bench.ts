import { backtest } from '../../lab/backtest/backtest.ts'
import { fastBacktest } from '../../lab/backtest/fast/fast.ts'
import { metrics } from '../../lab/backtest/metrics.ts'
import { kernelModule } from '../../lab/bundle/kernel.ts'
import { createMemo, memoised } from '../../lab/indicators/memo.ts'
import { type Bench, type Row, race } from '../../lab/testing/bench.ts'
import { needs } from '../../lab/testing/shared.ts'
import { startLoop } from './loop.ts'
import { sweptBars, worldOf } from './market.ts'
import { settings, strategyOf } from './sweep.ts'

const count = 400
const few = 10

export const bench: Bench = {
  name: 'EMA cross, RSI filter and a trailing stop in true ranges, 8,760 bars: one backtest, with shared indicators',
  async run() {
    const bars = sweptBars()
    const world = worldOf(bars)
    const swept = settings(count)
    const strategies = swept.map(setting => strategyOf(setting, bars))
    const indicators = memoised(createMemo(64 * 2 ** 20))
    const fast = fastBacktest([bars], await kernelModule())
    const best = await race({
      fast: () => fast.runAll(strategies, world, indicators, () => {}),
      plain: () => strategies.slice(0, few).map(strategy => metrics(backtest(strategy, [bars], world, indicators))),
    })
    const [ms, plainMs] = [best.fast / count, best.plain / few]
    return [
      {
        what: 'fast',
        value: ms,
        unit: 'ms',
        ratio: { times: plainMs / ms, to: 'as fast as the plain evaluator' },
        beside: 'floor 60×',
      },
      { what: 'evaluations', value: Math.round(1_000 / ms), unit: '/s' },
      { what: 'plain', value: plainMs, unit: 'ms' },
      ...(await beside(bars, world, swept, ms)),
    ]
  },
}

/** The same work in a scalar C++ loop, if a compiler is available. */
async function beside(
  bars: ReturnType<typeof sweptBars>,
  world: ReturnType<typeof worldOf>,
  swept: ReturnType<typeof settings>,
  ms: number,
): Promise<readonly Row[]> {
  const compiler = needs('compiler')
  if (!compiler) return []
  const loop = await startLoop(compiler, bars, world, swept)
  try {
    let best = Number.POSITIVE_INFINITY
    for (let round = 0; round < 9; round++) best = Math.min(best, (await loop.round('full')) / count)
    return [
      {
        what: 'C++ loop, -O3',
        value: best,
        unit: 'ms',
        ratio: { times: best / ms, to: 'the time of ours' },
        beside: 'floor 1×',
      },
    ]
  } finally {
    loop.close()
  }
}
