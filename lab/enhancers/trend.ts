import { trendRegime, trendRegimes } from '../regimes/trend.ts'
import { int, real } from '../seeds/seed.ts'
import { areIdle, byState } from './by-state.ts'
import { enhancer } from './enhancer.ts'

/**
 * Weights each signal by the trend, which is judged by the bars before each close. Labels from volatility quartiles of
 * the whole sample would look ahead, and would not show the direction.
 */
export const trend = enhancer({
  name: 'trend',
  idea: 'Weight a signal by whether the market already trends in its direction.',
  genes: {
    /** Bars over which the drift is measured. */
    period: int(20, 240),
    /** Minimum drift that counts as a trend, in standard errors. */
    least: real(0.5, 3, 'standard errors'),
    /** Factor for signals in the direction of the trend. */
    along: real(0, 1.5, 'times the signal'),
    /** Factor for signals against the trend. */
    against: real(0, 1.5, 'times the signal'),
    /** Factor while there is no trend. */
    beside: real(0, 1.5, 'times the signal'),
  },
  off: { period: 120, least: 1, along: 1, against: 1, beside: 1 },
  readsOtherSymbols: false,
  warmup: ({ period, along, against, beside }) => (areIdle([along, against, beside]) ? 0 : period),
  enhance(signal, { bars }, { period, least, along, against, beside }) {
    const factors = [along, against, beside]
    if (areIdle(factors)) return signal
    const standings = trendRegimes(bars, period, least).map((code, i) => standing(signal[i], code))
    return byState(signal, standings, factors)
  },
})

/** Index into the factors: 0 with the trend, 1 against it, 2 without a trend. */
function standing(signal: number, code: number): number {
  if (Number.isNaN(code)) return Number.NaN
  if (code === trendRegime.sideways) return 2
  return signal > 0 === (code === trendRegime.bull) ? 0 : 1
}
