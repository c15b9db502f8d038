import { rowByRow } from '../market/row-by-row.ts'
import { day } from '../market/units.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'
import { steps } from './steps.ts'

/** Times its window that a slower measure of the same looks back. */
export const slowerTimes = 4
/** Times its window that the usual volatility is averaged over. */
export const usualTimes = 10

/**
 * Documented as an overlay on size that was itself taken for a direction, with a target that no rule read and a base position that is
 * sizing. Here the direction is the one in which the price has moved over `momentum` bars, and the size is the target over what the market
 * does. Calm markets need no rule of their own, for the quotient enlarges there, nor does volatility by other names; a threshold below
 * 1 would have called the usual turbulent.
 */
export const volatilityScaling = seed({
  name: 'volatility-scaling',
  idea: 'Hold the direction the price has taken, sized so that all markets move alike, less in lasting turbulence.',
  genes: {
    /** Bars over which the price must have risen or fallen. */
    momentum: int(24, 240),
    /** Bars of the realised volatility. */
    window: int(10, 40),
    /** Volatility that the position is to have; the documented .2 at most is a third of a position in crypto, and often less. */
    target: real(0.1, 0.8, 'fraction a year'),
    /** Weight of the volatility of four windows against that of one. */
    multi: real(0, 1, 'share of the volatility'),
    /** Volatility from which on the market is turbulent. */
    threshold: real(1, 2, 'times the usual volatility'),
    /** Bars of which half must be turbulent for the turbulence to last. */
    persistence: int(2, 10),
    /** Share of the position that is kept while it lasts. */
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
