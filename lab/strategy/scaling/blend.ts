import { int, real } from '../../seeds/seed.ts'
import { kellyShare } from './kelly-share.ts'
import { momentumMemory, momentumShare } from './momentum-share.ts'
import { scaling } from './scaling.ts'
import { inSteps } from './steps.ts'
import { targetShare } from './target-share.ts'

/**
 * Documented as .4 Kelly, .3 volatility and .3 momentum; those are now genes, and only their proportion counts. Each part is cut to 0…1
 * before it is weighed, and one that is unknown counts as 0; where none weighs anything, nothing is held.
 */
export const blend = scaling({
  name: 'blend',
  idea: 'Let what the signal has earned, how wild the market is and where it moves decide together.',
  genes: {
    kelly: real(0, 1, 'weight'),
    volatility: real(0, 1, 'weight'),
    momentum: real(0, 1, 'weight'),
    multiplier: real(0.05, 0.5, 'share of Kelly’s fraction'),
    /** For what the signal has earned. */
    kellyWindow: int(100, 2000),
    /** Of a full exposure. */
    target: real(0.005, 0.5, 'volatility a year, fraction of equity'),
    /** For the symbol's volatility, by which moves are counted too. */
    volatilityWindow: int(20, 500),
    reach: real(0.1, 2, 'share by a move of two standard deviations'),
  },
  readsOtherSymbols: false,
  warmup: ({ kellyWindow, volatilityWindow }) => Math.max(kellyWindow, volatilityWindow, momentumMemory),
  scale(input, genes, indicators) {
    const { bars, fraction } = input
    const all = genes.kelly + genes.volatility + genes.momentum
    if (all === 0) return new Float64Array(bars.close.length)
    const parts = [
      { weight: genes.kelly, share: kellyShare(input, genes.multiplier, genes.kellyWindow, indicators) },
      { weight: genes.volatility, share: targetShare(bars, genes.target, genes.volatilityWindow, fraction) },
      { weight: genes.momentum, share: momentumShare(input, genes.reach, genes.volatilityWindow, indicators) },
    ]
    const sum = new Float64Array(bars.close.length)
    for (const { weight, share } of parts) {
      for (let i = 0; i < sum.length; i++) if (share[i] > 0) sum[i] += (weight / all) * Math.min(share[i], 1)
    }
    return inSteps(sum)
  },
})
