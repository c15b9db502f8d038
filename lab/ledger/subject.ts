import { createHash } from 'node:crypto'
import type { DurationMs, EpochMs } from '../market/units.ts'
import type { DataSeen } from '../strategy/strategy.ts'

/** What trials are made on: series of bars and a time range. */
export interface Subject {
  /** Whether the market is simulated. */
  readonly synthetic: boolean
  readonly interval: DurationMs
  readonly data: readonly DataSeen[]
  /** The traded time; earlier bars are only for warm-up. */
  readonly segment: Span
}

export interface Span {
  readonly from: EpochMs
  readonly to: EpochMs
}

/** Id of a subject: the same for equal subjects only. The order of the series does not matter. */
export function subjectId({ synthetic, interval, data, segment: { from, to } }: Subject): string {
  const series = data.map(({ venue, symbol, fingerprint }) => [venue, symbol, fingerprint].join('|')).sort()
  return createHash('sha256')
    .update(JSON.stringify([1, synthetic, interval, from, to, ...series]))
    .digest('hex')
}

/**
 * Whether results on one subject reveal results on the other: they share a symbol and at least half of the shorter
 * time range. The same symbol counts as the same market on another venue or interval; simulated markets only on the
 * same venue. So a run repeated with one more day, one symbol fewer or another interval does not restart the count of
 * trials.
 */
export function related(a: Subject, b: Subject): boolean {
  const common = Math.min(a.segment.to, b.segment.to) - Math.max(a.segment.from, b.segment.from)
  const shorter = Math.min(a.segment.to - a.segment.from, b.segment.to - b.segment.from)
  if (a.synthetic !== b.synthetic || common <= 0 || common < shorter / 2) return false
  const market = ({ venue, symbol }: DataSeen) => (a.synthetic ? `${venue}|${symbol}` : symbol)
  const theirs = new Set(b.data.map(market))
  return a.data.some(series => theirs.has(market(series)))
}
