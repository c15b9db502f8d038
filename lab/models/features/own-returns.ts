import { barReturns } from '../../regimes/bar-returns.ts'
import { remembered } from './remembered.ts'

/** Log return of each bar, as of one interval: a hole in the data does not look like a storm. */
export const ownReturns = remembered(barReturns)
