import { int, real } from '../../seeds/seed.ts'
import { scaling } from './scaling.ts'
import { inSteps } from './steps.ts'
import { targetShare } from './target-share.ts'

/**
 * Documented as target over volatility clamped to .1…3, with a target (.02) so far below any symbol's volatility a year that it was nearly
 * always .1. Here the target is that of the position, which is the fraction times as volatile as its symbol, and it never adds.
 *
 * @see Moreira and Muir (2017), "Volatility-managed portfolios", Journal of Finance 72
 */
export const volatilityTarget = scaling({
  name: 'volatility-target',
  idea: 'Hold so much that the position is no more volatile than the target: less in a storm, all of it in a calm.',
  genes: {
    /** Of a full exposure. */
    target: real(0.005, 0.5, 'volatility a year, fraction of equity'),
    window: int(20, 500),
  },
  readsOtherSymbols: false,
  warmup: ({ window }) => window,
  scale: ({ bars, fraction }, { target, window }) => inSteps(targetShare(bars, target, window, fraction)),
})
