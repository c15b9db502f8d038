import { usual } from '../regimes/regimes.ts'
import { annualVolatility, volatilityByRank } from '../regimes/volatility.ts'
import { int, real } from '../seeds/seed.ts'
import { areIdle, byState } from './by-state.ts'
import { enhancer } from './enhancer.ts'

/** Documented with a centred mean of three bars in high volatility, which reads the bar to come; and by a fixed level, which every coin exceeds. */
export const volatility = enhancer({
  name: 'volatility',
  idea: 'Trust a signal by how restless its symbol is for its own standards.',
  genes: {
    /** Bars of which volatility is made. */
    period: int(10, 60),
    /** Bars among which it is ranked: 720 hours are 30 days. */
    memory: int(100, 720),
    /** What signals in the calmest 30 % are multiplied by. */
    low: real(0, 1.5, 'times the signal'),
    /** What they are in between. */
    medium: real(0, 1.5, 'times the signal'),
    /** What they are in the wildest 30 %. */
    high: real(0, 1.5, 'times the signal'),
  },
  off: { period: 20, memory: 720, low: 1, medium: 1, high: 1 },
  readsOtherSymbols: false,
  warmup: ({ period, memory, low, medium, high }) => (areIdle([low, medium, high]) ? 0 : period + memory),
  enhance(signal, { bars }, { period, memory, low, medium, high }) {
    // By the codes of `volatilityRegime`.
    const factors = [low, medium, high]
    if (areIdle(factors)) return signal
    // In single precision windows of the same returns are equal, wherever history begins: ranks are then, too.
    const measured = annualVolatility(bars, period).map(Math.fround)
    return byState(signal, volatilityByRank(measured, memory, usual.volatility.low, usual.volatility.high), factors)
  },
})
