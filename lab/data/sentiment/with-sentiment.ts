import { type Bars, makeBars } from '../../market/bars.ts'
import type { SentimentRow } from '../lake/tables.ts'
import { sentimentColumn } from './column.ts'

/**
 * Adds the sentiment that was known at each bar's close, see `sentimentColumn`. It replaces a sentiment that the bars had.
 *
 * @param rows of one index, t strictly increasing
 * @throws RangeError when the rows are of several indices, their days do not increase, or a value is not 0 to 100
 */
export const withSentiment = (bars: Bars, rows: readonly SentimentRow[]): Bars =>
  makeBars({ ...bars, sentiment: sentimentColumn(bars, rows) })
