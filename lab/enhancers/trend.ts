import { trendRegime, trendRegimes } from '../regimes/trend.ts'
import { int, real } from '../seeds/seed.ts'
import { areIdle, byState } from './by-state.ts'
import { enhancer } from './enhancer.ts'

/** Documented were labels of bull and bear by volatility quartiles of the whole sample: they know the future, and no direction. */
export const trend = enhancer({
  name: 'trend',
  idea: 'Trust a signal by whether the market already drifts its way.',
  genes: {
    /** Bars of the drift. */
    period: int(20, 240),
    /** Standard errors from which a drift is a trend. */
    least: real(0.5, 3, 'standard errors'),
    /** What signals in the direction of the trend are multiplied by. */
    along: real(0, 1.5, 'times the signal'),
    /** What signals against it are. */
    against: real(0, 1.5, 'times the signal'),
    /** What signals are while there is none. */
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

/** Index in the factors of a signal in a trend. */
function standing(signal: number, code: number): number {
  if (Number.isNaN(code)) return Number.NaN
  if (code === trendRegime.sideways) return 2
  return signal > 0 === (code === trendRegime.bull) ? 0 : 1
}
