import { type TimeInput, timeOf } from '../../market/time-input.ts'
import type { Lake } from '../lake/lake.ts'
import { readRows } from '../lake/rows.ts'
import type { SentimentRow } from '../lake/tables.ts'

/** A sentiment index and a time range. */
export interface SentimentWanted {
  readonly venue: string
  readonly symbol: string
  /** Start, inclusive; default: the first value. */
  readonly from?: TimeInput
  /** End, exclusive; default: after the last value. */
  readonly to?: TimeInput
}

/** Reads the values of one sentiment index, oldest first; an empty list when the lake has none in the range. */
export const readSentiment = (lake: Lake, { venue, symbol, from, to }: SentimentWanted): Promise<SentimentRow[]> =>
  readRows(lake, 'sentiment', {
    ...{ venue, symbol },
    ...(from !== undefined && { from: timeOf(from) }),
    ...(to !== undefined && { to: timeOf(to) }),
  })
