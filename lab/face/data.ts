/** Market data: files into the lake, how sound they are, sentiment, single trades. */

// Files into the lake.

export { showImport } from '../data/import.ts'
export { compact } from '../data/lake/compact.ts'
export { importFearGreed } from '../data/sentiment/import-file.ts'

// Whether it is whole, and the same as before.

export { fingerprint } from '../data/fingerprint.ts'
export { type Quality, quality } from '../data/quality/quality.ts'
export { showQuality } from '../data/quality/show.ts'

// Bars of one's own.

export { isKnown, makeBars } from '../market/bars.ts'
export { resample } from '../market/resample.ts'

// A sentiment index beside the bars.

export type { SentimentRow } from '../data/lake/tables.ts'
export { asKnown, sentimentColumn } from '../data/sentiment/column.ts'
export { readSentiment } from '../data/sentiment/read.ts'
export { withSentiment } from '../data/sentiment/with-sentiment.ts'

// Bars made of single trades.

export { type Tape, tapeOf } from '../data/ticks/bars-of-trades.ts'
export type { TradeRow } from '../market/records.ts'
export { barsOfTrades } from './timed-trades.ts'
