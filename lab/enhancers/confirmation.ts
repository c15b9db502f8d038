import { int, real } from '../seeds/seed.ts'
import { contradicted } from './contradicted.ts'
import { enhancer } from './enhancer.ts'
import { longerSides } from './longer-sides.ts'

/**
 * Compares each signal with the trend of a longer interval. Only closed bars of that interval are used, because an open
 * one would be look-ahead.
 */
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
    /** Factor for signals against the trend of the longer interval; 1 changes nothing. */
    against: real(0, 1, 'times the signal'),
  },
  off: { factor: 4, period: 10, against: 1 },
  readsOtherSymbols: false,
  // The newest longer bar may have closed up to one longer bar ago, hence one more than the period.
  warmup: ({ factor, period, against }) => (against === 1 ? 0 : factor * (period + 1)),
  enhance(signal, { bars }, { factor, period, against }) {
    return against === 1 ? signal : contradicted(signal, longerSides(bars, factor, period), against)
  },
})
