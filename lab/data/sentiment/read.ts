import { type TimeInput, timeOf } from '../../market/time-input.ts'
import type { Lake } from '../lake/lake.ts'
import { readRows } from '../lake/rows.ts'
import type { SentimentRow } from '../lake/tables.ts'

/** Which index, and which of its days: all when neither end is given. */
export interface SentimentWanted {
  readonly venue: string
  readonly symbol: string
  readonly from?: TimeInput
  readonly to?: TimeInput
}

/** Reads the values of one sentiment index, oldest first; none when the lake has none. */
export const readSentiment = (lake: Lake, { venue, symbol, from, to }: SentimentWanted): Promise<SentimentRow[]> =>
  readRows(lake, 'sentiment', {
    ...{ venue, symbol },
    ...(from !== undefined && { from: timeOf(from) }),
    ...(to !== undefined && { to: timeOf(to) }),
  })
