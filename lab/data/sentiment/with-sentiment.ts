import { type Bars, makeBars } from '../../market/bars.ts'
import type { SentimentRow } from '../lake/tables.ts'
import { sentimentColumn } from './column.ts'

/**
 * The bars with the index as it was known when each of them closed: see `sentimentColumn`. A sentiment that they had is replaced.
 *
 * @param rows of one index, t strictly increasing
 * @throws RangeError when the rows are of several indices, their days do not increase, or a value is not 0 to 100
 */
export const withSentiment = (bars: Bars, rows: readonly SentimentRow[]): Bars =>
  makeBars({ ...bars, sentiment: sentimentColumn(bars, rows) })
