import { int, real } from '../../seeds/seed.ts'
import { kellyShare } from './kelly-share.ts'
import { scaling } from './scaling.ts'
import { inSteps } from './steps.ts'

/**
 * Documented with a win rate and a ratio of wins to losses that were guessed, never measured: always the same .0052 of equity. Here both
 * are in the mean and the variance of what the signal itself has earned.
 */
export const kelly = scaling({
  name: 'kelly',
  idea: 'Hold a share of what would have grown an account fastest of late, and nothing while the signal loses.',
  genes: {
    multiplier: real(0.05, 0.5, 'share of Kelly’s fraction'),
    window: int(100, 2000),
  },
  readsOtherSymbols: false,
  warmup: ({ window }) => window,
  scale: (input, { multiplier, window }, indicators) => inSteps(kellyShare(input, multiplier, window, indicators)),
})
