import { barReturns } from '../../regimes/bar-returns.ts'
import { remembered } from './remembered.ts'

/**
 * Log return of each bar of the symbol itself, cached per `Bars`. A return over a gap in the data is scaled to one
 * interval, so that it does not look like high volatility.
 */
export const ownReturns = remembered(barReturns)
