import { createHash } from 'node:crypto'
import type { DurationMs, EpochMs } from '../market/units.ts'
import type { DataSeen } from '../strategy/strategy.ts'

/** What trials were made on: these series, over this stretch of time. */
export interface Subject {
  /** Simulated markets are told from real ones. */
  readonly synthetic: boolean
  readonly interval: DurationMs
  readonly data: readonly DataSeen[]
  /** The time that was traded; bars before it only warmed up. */
  readonly segment: Span
}

export interface Span {
  readonly from: EpochMs
  readonly to: EpochMs
}

/** The same for equal subjects, and only for them: the order of the series does not matter. */
export function subjectId({ synthetic, interval, data, segment: { from, to } }: Subject): string {
  const series = data.map(({ venue, symbol, fingerprint }) => [venue, symbol, fingerprint].join('|')).sort()
  return createHash('sha256')
    .update(JSON.stringify([1, synthetic, interval, from, to, ...series]))
    .digest('hex')
}

/**
 * Whether who has looked at one has looked at the other: they share a symbol and at least half of the shorter stretch of time. The same
 * coin on another venue or in bars of another length is the same market; a simulated one is another on every simulated venue. So a run that is
 * begun again with one day more, one symbol fewer or four-hour bars does not begin to count anew.
 */
export function related(a: Subject, b: Subject): boolean {
  const common = Math.min(a.segment.to, b.segment.to) - Math.max(a.segment.from, b.segment.from)
  const shorter = Math.min(a.segment.to - a.segment.from, b.segment.to - b.segment.from)
  if (a.synthetic !== b.synthetic || common <= 0 || common < shorter / 2) return false
  const market = ({ venue, symbol }: DataSeen) => (a.synthetic ? `${venue}|${symbol}` : symbol)
  const theirs = new Set(b.data.map(market))
  return a.data.some(series => theirs.has(market(series)))
}
