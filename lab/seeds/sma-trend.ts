import { rowByRow } from '../market/row-by-row.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'
import { steps } from './steps.ts'

/** Lead of the fast average, or change of the price, as a fraction, from which the signal is at its full strength. */
export const fullLead = 0.02

/**
 * The direction is that of the fast average against the slow one. Two other measures, closes on the right side of the
 * fast average and movement of the price, only reduce the signal: full weight when they agree, none when they
 * contradict it.
 */
export const smaTrend = seed({
  name: 'sma-trend',
  idea: 'Hold the direction of two long averages, more strongly the clearer their lead and the longer the price confirms it.',
  genes: {
    /** Bars. */
    fast: int(30, 80),
    /** Bars by which the slow period exceeds the fast one. */
    gap: int(100, 250),
    /** Bars over which the trend must confirm itself. */
    strength: int(10, 100),
    /** How much closes on the wrong side of the fast average reduce the signal: 0 not at all, 1 completely. */
    sensitivity: real(0, 1, 'share of the signal'),
    /** How much a price that did not move with the trend reduces the signal: 0 not at all, 1 completely. */
    momentum: real(0, 1, 'share of the signal'),
  },
  warmup: ({ fast, gap, strength }) => fast + gap + strength + 1,
  exposure({ close }, { fast, gap, strength, sensitivity, momentum }, { sma, simpleReturns }) {
    const quick = sma(close, fast)
    const slow = sma(close, fast + gap)
    const sides = rowByRow(quick, (mean, i) => (Number.isNaN(mean) ? mean : side(close[i], mean)))
    const kept = sma(sides, strength)
    const moved = simpleReturns(close, strength)
    return rowByRow(slow, (base, i) => {
      const lead = bounded((quick[i] / base - 1) / fullLead)
      const direction = Math.sign(lead)
      const loyal = 1 - sensitivity + sensitivity * Math.max(0, direction * kept[i])
      const moving = 1 - momentum + momentum * Math.max(0, direction * bounded(moved[i] / fullLead))
      return steps(lead * loyal * moving)
    })
  },
})

const bounded = (x: number) => Math.max(-1, Math.min(1, x))
