import { int, real } from '../../seeds/seed.ts'
import { scaling } from './scaling.ts'
import { inSteps } from './steps.ts'
import { targetShare } from './target-share.ts'

/**
 * Reduces the position where its volatility would exceed a target; never increases it. The volatility of a position is
 * `fraction` times that of its symbol.
 *
 * @see Moreira and Muir (2017), "Volatility-managed portfolios", Journal of Finance 72
 */
export const volatilityTarget = scaling({
  name: 'volatility-target',
  idea: 'Size the position so that its volatility stays at or below a target.',
  genes: {
    /** Volatility target of a full exposure. */
    target: real(0.005, 0.5, 'volatility a year, fraction of equity'),
    /** Bars over which the symbol's volatility is measured. */
    window: int(20, 500),
  },
  readsOtherSymbols: false,
  warmup: ({ window }) => window,
  scale: ({ bars, fraction }, { target, window }) => inSteps(targetShare(bars, target, window, fraction)),
})
