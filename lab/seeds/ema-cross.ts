import { rowByRow } from '../market/row-by-row.ts'
import { int, real, seed } from './seed.ts'

/** After 11 periods an EMA has forgotten all but e⁻²² of what came before: the twelfth digit. */
const emaMemory = 11

/**
 * Documented with two thresholds that no rule read and a fast period that was silently repaired when it was not the faster one.
 * `band` is now the one threshold, and it has an effect; it takes the place of a fixed half percent. `gap` makes a slow average faster than
 * the fast one impossible to write. The documented signal strength scaled the position: that is the seed's weight in a strategy.
 */
export const emaCross = seed({
  name: 'ema-cross',
  idea: 'Hold the direction in which the fast average leads the slow one by more than a band.',
  genes: {
    /** Bars. */
    fast: int(3, 30),
    /** Bars by which the slow average is slower. */
    gap: int(4, 100),
    /** Lead, as a fraction of the slow average, below which nothing is held. */
    band: real(0, 0.02, 'fraction of the slow average'),
  },
  warmup: ({ fast, gap }) => emaMemory * (fast + gap),
  exposure(bars, { fast, gap, band }, { ema }) {
    const quick = ema(bars.close, fast)
    const slow = ema(bars.close, fast + gap)
    return rowByRow(slow, (base, i) => {
      const lead = quick[i] / base - 1
      return lead > band ? 1 : lead < -band ? -1 : 0
    })
  },
})
