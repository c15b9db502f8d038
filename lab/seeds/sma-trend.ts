import { rowByRow } from '../market/row-by-row.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'
import { steps } from './steps.ts'

/** Lead of the fast average, and change of the price, as fractions, from which on more of it says nothing more. */
export const fullLead = 0.02

/**
 * Documented as a weighted sum of four rules that could hardly reach half a position, so that the guard on size silenced it. Here the
 * direction is one rule and the others only take from it: full weight where they agree, none where they contradict it. Volume is no
 * longer asked, nor an average three times as slow, which on hourly bars is a month's.
 */
export const smaTrend = seed({
  name: 'sma-trend',
  idea: 'Hold the direction of the long averages, the more the clearer their lead and the longer the price has kept to it.',
  genes: {
    /** Bars. */
    fast: int(30, 80),
    /** Bars by which the slow average is slower. */
    gap: int(100, 250),
    /** Bars in which the trend must show its strength. */
    strength: int(10, 100),
    /** How much closes on the wrong side of the fast average take from the signal: 0 nothing, 1 all they can. */
    sensitivity: real(0, 1, 'share of the signal'),
    /** How much a price that did not move along takes from the signal: 0 nothing, 1 all of it. */
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
