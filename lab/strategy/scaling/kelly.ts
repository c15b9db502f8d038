import { int, real } from '../../seeds/seed.ts'
import { kellyShare } from './kelly-share.ts'
import { scaling } from './scaling.ts'
import { inSteps } from './steps.ts'

/**
 * The Kelly fraction is estimated from the mean and variance of the signal's own earnings, not from an assumed win
 * rate.
 */
export const kelly = scaling({
  name: 'kelly',
  idea: 'Hold a fraction of the Kelly bet estimated from the signal’s recent earnings, and nothing while it loses.',
  genes: {
    multiplier: real(0.05, 0.5, 'share of Kelly’s fraction'),
    window: int(100, 2000),
  },
  readsOtherSymbols: false,
  warmup: ({ window }) => window,
  scale: (input, { multiplier, window }, indicators) => inSteps(kellyShare(input, multiplier, window, indicators)),
})
