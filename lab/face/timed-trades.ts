import { barsOfTrades as barsOf, type Tape, type TapeRange } from '../data/ticks/bars-of-trades.ts'
import type { CandleRow } from '../market/records.ts'
import { type TimeRangeInput, timeOf } from '../market/time-input.ts'

/**
 * Makes the bars of a tape of trades that lie in a time range as a whole, in order of closing.
 *
 * @throws InputError when a trade comes after a later one, or has no time, price or size
 */
export const barsOfTrades = (
  tape: Tape,
  { from, to, ...options }: Omit<TapeRange, 'from' | 'to'> & TimeRangeInput,
): CandleRow[] => barsOf(tape, { ...options, from: timeOf(from), to: timeOf(to) })
