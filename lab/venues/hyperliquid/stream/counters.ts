import type { DurationMs, EpochMs } from '../../../market/units.ts'
import { type RefusalReason, refusalReasons } from './message.ts'

/** What a connection has counted since it was made; it alone writes them. */
export interface ConnectionCounters {
  /** Sockets that were tried, that opened, and that fell or never opened. */
  tries: number
  opened: number
  closed: number
  lastReason: string | null
  frames: number
  bytes: number
  /** By our clock. */
  lastFrameAt: EpochMs | null
  /** Of the last ping. */
  pongLatency: DurationMs | null
  readonly refused: Record<RefusalReason, number>
}

export const createConnectionCounters = (): ConnectionCounters => ({
  ...{ tries: 0, opened: 0, closed: 0, lastReason: null, frames: 0, bytes: 0, lastFrameAt: null, pongLatency: null },
  refused: Object.fromEntries(refusalReasons.map(reason => [reason, 0])) as Record<RefusalReason, number>,
})

/** What a subscription has counted. */
export interface FeedCounters {
  /** Frames that were for it, readable ones. */
  messages: number
  /** Trades among them that had been there before. */
  duplicates: number
  /** Frames that were for it and could not be read. */
  refused: number
  /** Frames that a slow handler did not get: of edges, with a gap told; and of levels, since a newer one had come. */
  dropped: number
  conflated: number
  /** Gaps that have ended. */
  gaps: number
  /** Times that it was asked for. */
  asked: number
  /** Times that its handlers failed. */
  failures: number
}

export const createFeedCounters = (): FeedCounters => ({
  ...{ messages: 0, duplicates: 0, refused: 0, dropped: 0, conflated: 0, gaps: 0, asked: 0, failures: 0 },
})
