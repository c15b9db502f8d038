import { rowByRow } from '../market/row-by-row.ts'
import { real } from '../seeds/seed.ts'
import { enhancer } from './enhancer.ts'

/**
 * The threshold is a gene rather than a fixed .5, because a fixed one silences most seeds that combine several graded
 * signs.
 */
export const threshold = enhancer({
  name: 'threshold',
  idea: 'Do not trade weak signals.',
  genes: {
    /** Strength below which a signal becomes 0. */
    least: real(0, 0.9, 'strength of a signal'),
  },
  off: { least: 0 },
  readsOtherSymbols: false,
  warmup: () => 0,
  enhance(signal, _, { least }) {
    return least === 0 ? signal : rowByRow(signal, x => (Math.abs(x) < least ? 0 : x))
  },
})
