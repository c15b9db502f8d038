import { int, real } from '../../seeds/seed.ts'
import { kellyShare } from './kelly-share.ts'
import { momentumMemory, momentumShare } from './momentum-share.ts'
import { scaling } from './scaling.ts'
import { inSteps } from './steps.ts'
import { targetShare } from './target-share.ts'

/**
 * A weighted mean of three scalings: Kelly, volatility target and momentum. Only the proportions of the weights matter.
 * Each part is clamped to 0…1 first; an unknown part counts as 0. With all weights 0, nothing is held.
 */
export const blend = scaling({
  name: 'blend',
  idea: 'Size by a weighted mean of Kelly fraction, volatility target and momentum.',
  genes: {
    kelly: real(0, 1, 'weight'),
    volatility: real(0, 1, 'weight'),
    momentum: real(0, 1, 'weight'),
    multiplier: real(0.05, 0.5, 'share of Kelly’s fraction'),
    /** Window, in bars, of the signal's past returns, from which the Kelly fraction is estimated. */
    kellyWindow: int(100, 2000),
    /** Volatility that the position of a full exposure aims at. */
    target: real(0.005, 0.5, 'volatility a year, fraction of equity'),
    /** Window, in bars, of the symbol's volatility, in which momentum is measured too. */
    volatilityWindow: int(20, 500),
    reach: real(0.1, 2, 'change of the share for a move of two standard deviations'),
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
