import { barReturns } from '../../regimes/bar-returns.ts'
import { remembered } from './remembered.ts'

/** Log return of each bar, scaled to one interval, so that a gap in the data does not look like high volatility. */
export const ownReturns = remembered(barReturns)
