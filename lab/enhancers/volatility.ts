import { usual } from '../regimes/regimes.ts'
import { annualVolatility, volatilityByRank } from '../regimes/volatility.ts'
import { int, real } from '../seeds/seed.ts'
import { areIdle, byState } from './by-state.ts'
import { enhancer } from './enhancer.ts'

/**
 * Weights each signal by the volatility of its symbol. The volatility is ranked against the symbol's own past, because
 * nearly every coin exceeds a fixed level. Only closed bars are read.
 */
export const volatility = enhancer({
  name: 'volatility',
  idea: 'Weight a signal by the volatility of its symbol relative to its own past.',
  genes: {
    /** Bars over which volatility is measured. */
    period: int(10, 60),
    /** Number of latest bars among which the volatility is ranked; 720 hourly bars are 30 days. */
    memory: int(100, 720),
    /** Factor for signals in the calmest 30 %. */
    low: real(0, 1.5, 'times the signal'),
    /** Factor for signals in the middle 40 %. */
    medium: real(0, 1.5, 'times the signal'),
    /** Factor in the most volatile 30 %. */
    high: real(0, 1.5, 'times the signal'),
  },
  off: { period: 20, memory: 720, low: 1, medium: 1, high: 1 },
  readsOtherSymbols: false,
  warmup: ({ period, memory, low, medium, high }) => (areIdle([low, medium, high]) ? 0 : period + memory),
  enhance(signal, { bars }, { period, memory, low, medium, high }) {
    // Indexed by the codes of `volatilityRegime`.
    const factors = [low, medium, high]
    if (areIdle(factors)) return signal
    // Rounded to single precision, so that equal windows give equal values and ranks wherever the history begins.
    const measured = annualVolatility(bars, period).map(Math.fround)
    return byState(signal, volatilityByRank(measured, memory, usual.volatility.low, usual.volatility.high), factors)
  },
})
