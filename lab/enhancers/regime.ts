import { rowByRow } from '../market/row-by-row.ts'
import { real } from '../seeds/seed.ts'
import { areIdle, byState } from './by-state.ts'
import { enhancer } from './enhancer.ts'
import { marketRegimes, marketRegimesWarmup } from './market-regimes.ts'

/** Tolerance when confidences are compared: sums of the same weights in a different order differ in the last digits. */
const tie = 1e-9

/**
 * Multiplies the signal by the factor of the current market regime, as known at the bar's close. Usual factors are 1.2
 * while risk is on, 0.8 while it is off, and 0.5 in transition, with a minimum confidence of 0.7.
 */
export const regime = enhancer({
  name: 'regime',
  idea: 'Weight a signal by the regime of the whole market.',
  genes: {
    /** Factor for signals while risk is off; 0 means no trading. */
    riskOff: real(0, 1.5, 'times the signal'),
    /** Factor while the regime is in transition. */
    transitional: real(0, 1.5, 'times the signal'),
    /** Factor while the regime is neutral. */
    neutral: real(0, 1.5, 'times the signal'),
    /** Factor while risk is on. */
    riskOn: real(0, 1.5, 'times the signal'),
    /** Minimum confidence in a regime; below it the regime counts as unknown. */
    confidence: real(0, 1, 'weight of 1'),
  },
  off: { riskOff: 1, transitional: 1, neutral: 1, riskOn: 1, confidence: 0.7 },
  readsOtherSymbols: true,
  warmup: ({ riskOff, transitional, neutral, riskOn }) =>
    areIdle([riskOff, transitional, neutral, riskOn]) ? 0 : marketRegimesWarmup,
  enhance(signal, input, { riskOff, transitional, neutral, riskOn, confidence }, indicators) {
    // In the order of the codes of `marketRegime`.
    const factors = [riskOff, transitional, neutral, riskOn]
    if (areIdle(factors)) return signal
    const known = marketRegimes(input, indicators)
    const states = rowByRow(known.regime, (code, i) => (known.confidence[i] > confidence - tie ? code : Number.NaN))
    return byState(signal, states, factors)
  },
})
