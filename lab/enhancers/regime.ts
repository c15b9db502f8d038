import { rowByRow } from '../market/row-by-row.ts'
import { real } from '../seeds/seed.ts'
import { areIdle, byState } from './by-state.ts'
import { enhancer } from './enhancer.ts'
import { marketRegimes, marketRegimesWarmup } from './market-regimes.ts'

/** Sums of the same weights in another order differ in the last digits. */
const tie = 1e-9

/**
 * Documented: ×1.2 when risk is on, ×.8 when it is off, ×.5 in transition, from a confidence of .7. Documented too was that the regime of
 * this moment was multiplied onto the whole past; here each bar has the one that was known when it closed.
 */
export const regime = enhancer({
  name: 'regime',
  idea: 'Trust a signal by the regime that the whole market is in.',
  genes: {
    /** What signals are multiplied by while risk is off; 0 does not trade then. */
    riskOff: real(0, 1.5, 'times the signal'),
    /** What they are in transition. */
    transitional: real(0, 1.5, 'times the signal'),
    /** What they are while neither side leads. */
    neutral: real(0, 1.5, 'times the signal'),
    /** What they are while risk is on. */
    riskOn: real(0, 1.5, 'times the signal'),
    /** Weight that must be behind a regime; with less it is unknown. */
    confidence: real(0, 1, 'weight of 1'),
  },
  off: { riskOff: 1, transitional: 1, neutral: 1, riskOn: 1, confidence: 0.7 },
  readsOtherSymbols: true,
  warmup: ({ riskOff, transitional, neutral, riskOn }) =>
    areIdle([riskOff, transitional, neutral, riskOn]) ? 0 : marketRegimesWarmup,
  enhance(signal, input, { riskOff, transitional, neutral, riskOn, confidence }, indicators) {
    // By the codes of `marketRegime`.
    const factors = [riskOff, transitional, neutral, riskOn]
    if (areIdle(factors)) return signal
    const known = marketRegimes(input, indicators)
    const states = rowByRow(known.regime, (code, i) => (known.confidence[i] > confidence - tie ? code : Number.NaN))
    return byState(signal, states, factors)
  },
})
