import { rowByRow } from '../market/row-by-row.ts'
import { day } from '../market/units.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'
import { steps } from './steps.ts'

/** Length of the slower volatility measure, as a multiple of `window`. */
export const slowerTimes = 4
/** Length of the average that counts as usual volatility, as a multiple of `window`. */
export const usualTimes = 10

/**
 * Follows the direction of the price over the last `momentum` bars. The size is target volatility / realised
 * volatility, at most 1, so positions are larger in calm markets.
 */
export const volatilityScaling = seed({
  name: 'volatility-scaling',
  idea: 'Hold the direction of past returns, sized to a volatility target, and less in lasting turbulence.',
  genes: {
    /** Bars over which the direction of the price is measured. */
    momentum: int(24, 240),
    /** Bars over which the realised volatility is measured. */
    window: int(10, 40),
    /** Target volatility of the position. */
    target: real(0.1, 0.8, 'fraction a year'),
    /** Weight of the slower volatility measure against that over `window`: 0 uses only `window`. */
    multi: real(0, 1, 'share of the volatility'),
    /** Volatility above which a bar counts as turbulent. */
    threshold: real(1, 2, 'times the usual volatility'),
    /** Number of latest bars of which at least half must be turbulent for the position to be reduced. */
    persistence: int(2, 10),
    /** Share of the position that is kept during turbulence. */
    scaling: real(0.2, 0.8, 'share of the signal'),
  },
  warmup: ({ momentum, window, persistence }) => Math.max(momentum, (usualTimes + 1) * window + persistence) + 1,
  exposure({ close, interval }, genes, { logReturns, rollingStd, rollingSum, sma }) {
    const returns = logReturns(close, 1)
    const swift = rollingStd(returns, genes.window)
    const calm = rollingStd(returns, slowerTimes * genes.window)
    const normal = sma(swift, usualTimes * genes.window)
    const turbulent = rowByRow(swift, (now, i) => Number(now > genes.threshold * normal[i]))
    const lasting = rollingSum(turbulent, genes.persistence)
    const perYear = Math.sqrt((365 * day) / interval)
    return rowByRow(close, (price, i) => {
      const realised = perYear * ((1 - genes.multi) * swift[i] + genes.multi * calm[i])
      const kept = 2 * lasting[i] >= genes.persistence ? genes.scaling : 1
      const size = kept * Math.min(1, genes.target / realised)
      return steps(side(price, close[i - genes.momentum]) * size)
    })
  },
})
