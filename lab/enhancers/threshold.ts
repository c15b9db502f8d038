import { rowByRow } from '../market/row-by-row.ts'
import { real } from '../seeds/seed.ts'
import { enhancer } from './enhancer.ts'

/** Documented as one guard of .5 over all seeds, which silenced most of those that weigh several signs. Here it is a gene, and off is 0. */
export const threshold = enhancer({
  name: 'threshold',
  idea: 'Leave alone what one hardly believes.',
  genes: {
    /** Strength below which a signal is none. */
    least: real(0, 0.9, 'strength of a signal'),
  },
  off: { least: 0 },
  readsOtherSymbols: false,
  warmup: () => 0,
  enhance(signal, _, { least }) {
    return least === 0 ? signal : rowByRow(signal, x => (Math.abs(x) < least ? 0 : x))
  },
})
