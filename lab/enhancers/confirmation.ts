import { int, real } from '../seeds/seed.ts'
import { contradicted } from './contradicted.ts'
import { enhancer } from './enhancer.ts'
import { longerSides } from './longer-sides.ts'

/** A bar of the longer interval counts only once it has closed: reading it earlier would look ahead. */
export const confirmation = enhancer({
  name: 'confirmation',
  idea: 'Weaken a signal that the closed bars of a longer interval contradict.',
  genes: {
    /**
     * Number of bars in one longer bar, aligned to the epoch: with hourly bars and 4, longer bars close at 0, 4, 8 …
     * o'clock UTC.
     */
    factor: int(2, 24),
    /** Number of longer bars in the mean. A close above the mean means up, below it down. */
    period: int(2, 50, 'longer bars'),
    /** Factor for signals that the longer interval contradicts. */
    against: real(0, 1, 'times the signal'),
  },
  off: { factor: 4, period: 10, against: 1 },
  readsOtherSymbols: false,
  // One longer bar more, because the newest may have closed up to that long ago.
  warmup: ({ factor, period, against }) => (against === 1 ? 0 : factor * (period + 1)),
  enhance(signal, { bars }, { factor, period, against }) {
    return against === 1 ? signal : contradicted(signal, longerSides(bars, factor, period), against)
  },
})
