import type { DurationMs, EpochMs } from '../../../market/units.ts'
import { type RefusalReason, refusalReasons } from './message.ts'

/** Counters of a connection since it was created. Only the connection changes them. */
export interface ConnectionCounters {
  /** Sockets tried, opened, and lost or never opened. */
  tries: number
  opened: number
  closed: number
  lastReason: string | null
  frames: number
  bytes: number
  /** By the local clock. */
  lastFrameAt: EpochMs | null
  /** Time from the last ping to its pong, in ms. */
  pongLatency: DurationMs | null
  /** Messages that could not be read, by reason. */ readonly refused: Record<RefusalReason, number>
}

export const createConnectionCounters = (): ConnectionCounters => ({
  ...{ tries: 0, opened: 0, closed: 0, lastReason: null, frames: 0, bytes: 0, lastFrameAt: null, pongLatency: null },
  refused: Object.fromEntries(refusalReasons.map(reason => [reason, 0])) as Record<RefusalReason, number>,
})

/** Counters of a subscription. */
export interface FeedCounters {
  /** Readable messages. */
  messages: number
  /** Trades that had been received before. */
  duplicates: number
  /** Messages that could not be read. */
  refused: number
  /** Messages that a slow handler missed: events that were dropped, which opens a gap. */
  dropped: number
  /** States that a slow handler missed because a newer one had arrived. */ conflated: number
  /** Gaps that have ended. */
  gaps: number
  /** Number of times the subscription was requested. */
  asked: number
  /** Number of times a handler failed. */
  failures: number
}

export const createFeedCounters = (): FeedCounters => ({
  ...{ messages: 0, duplicates: 0, refused: 0, dropped: 0, conflated: 0, gaps: 0, asked: 0, failures: 0 },
})
