import { int, real } from '../seeds/seed.ts'
import { contradicted } from './contradicted.ts'
import { enhancer } from './enhancer.ts'
import { longerSides } from './longer-sides.ts'

/** The documented look at another timeframe read bars that were still open. Here a longer bar counts once it has closed. */
export const confirmation = enhancer({
  name: 'confirmation',
  idea: 'Doubt a signal that the closed bars of a longer interval contradict.',
  genes: {
    /** Bars of which one longer bar is made, aligned to the epoch: 4 hours end at 0, 4, 8 … o’clock UTC. */
    factor: int(2, 24),
    /** Longer bars over whose mean close the market is up, under whose it is down. */
    period: int(2, 50, 'longer bars'),
    /** What signals against that are multiplied by. */
    against: real(0, 1, 'times the signal'),
  },
  off: { factor: 4, period: 10, against: 1 },
  readsOtherSymbols: false,
  // One longer bar more, since the newest may have closed nearly that long ago.
  warmup: ({ factor, period, against }) => (against === 1 ? 0 : factor * (period + 1)),
  enhance(signal, { bars }, { factor, period, against }) {
    return against === 1 ? signal : contradicted(signal, longerSides(bars, factor, period), against)
  },
})
