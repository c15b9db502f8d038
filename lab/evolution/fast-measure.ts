import { fastBacktest, type Slow } from '../backtest/fast/fast.ts'
import type { Indicators } from '../indicators/memo.ts'
import { strategyOf } from './genome/strategy-of.ts'
import { type Ground, type Measure, plainMeasure } from './measure.ts'

/**
 * What the plain evaluator measures, many times as fast; where the fast one does not know the answer, by the plain one itself.
 *
 * @param kernel see `kernelModule`
 * @param onSlow hears why, of every backtest that the plain evaluator had to make
 */
export function fastMeasure(
  ground: Ground,
  indicators: Indicators,
  kernel: WebAssembly.Module,
  onSlow?: (why: Slow) => void,
): Measure {
  const { plan, instruments } = ground
  const fast = fastBacktest(ground.market, kernel)
  const slowly = plainMeasure(ground, indicators)
  return (genome, course) => {
    const { segment, costs, universe = plan.universe } = course
    const strategy = strategyOf(genome, { ...plan, universe })
    const found = fast.run(strategy, { cash: plan.cash, costs, instruments, ...segment }, indicators)
    if (!('slow' in found)) return found
    onSlow?.(found.slow)
    return slowly(genome, course)
  }
}
