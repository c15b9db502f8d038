/** Market data: import of files into the lake, quality, sentiment, single trades. */

// Files into the lake.

export { showImport } from '../data/import.ts'
export { compact } from '../data/lake/compact.ts'
export { importFearGreed } from '../data/sentiment/import-file.ts'

// Quality checks and fingerprints of the data.

export { fingerprint } from '../data/fingerprint.ts'
export { type Quality, quality } from '../data/quality/quality.ts'
export { showQuality } from '../data/quality/show.ts'

// Bars from values in memory.

export { isKnown, makeBars } from '../market/bars.ts'
export { resample } from '../market/resample.ts'

// A sentiment index beside the bars.

export type { SentimentRow } from '../data/lake/tables.ts'
export { asKnown, sentimentColumn } from '../data/sentiment/column.ts'
export { readSentiment } from '../data/sentiment/read.ts'
export { withSentiment } from '../data/sentiment/with-sentiment.ts'

// Bars built from single trades.

export { type Tape, tapeOf } from '../data/ticks/bars-of-trades.ts'
export type { TradeRow } from '../market/records.ts'
export { barsOfTrades } from './timed-trades.ts'
