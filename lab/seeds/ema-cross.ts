import { rowByRow } from '../market/row-by-row.ts'
import { int, real, seed } from './seed.ts'

/** Warm-up in periods: after 11 periods the weight of earlier values in an EMA is e⁻²², beyond the ninth digit. */
const emaMemory = 11

/** The slow period is `fast + gap`, so that a slow average faster than the fast one cannot be expressed. */
export const emaCross = seed({
  name: 'ema-cross',
  idea: 'Hold the direction in which the fast average leads the slow one by more than a band.',
  genes: {
    /** Bars. */
    fast: int(3, 30),
    /** Bars by which the slow period exceeds the fast one. */
    gap: int(4, 100),
    /** Lead of the fast average, as a fraction of the slow one, below which nothing is held. */
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
