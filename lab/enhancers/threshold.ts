import { rowByRow } from '../market/row-by-row.ts'
import { real } from '../seeds/seed.ts'
import { enhancer } from './enhancer.ts'

/**
 * Sets weak signals to 0. The threshold is a gene, because a fixed value of 0.5 would silence most seeds that combine
 * several graded signals.
 */
export const threshold = enhancer({
  name: 'threshold',
  idea: 'Do not trade weak signals.',
  genes: {
    /** Absolute value below which a signal becomes 0. */
    least: real(0, 0.9, 'strength of a signal'),
  },
  off: { least: 0 },
  readsOtherSymbols: false,
  warmup: () => 0,
  enhance(signal, _, { least }) {
    return least === 0 ? signal : rowByRow(signal, x => (Math.abs(x) < least ? 0 : x))
  },
})
