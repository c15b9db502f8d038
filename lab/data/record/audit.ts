import type { MovingCandle } from '../../market/feed-stream.ts'
import type { CandleRow } from '../../market/records.ts'
import { type EpochMs, floorTo, minute } from '../../market/units.ts'

/** What makes two records of one minute the same: both sides count every trade. */
export type Count = Pick<CandleRow, 'trades' | 'volume'>

/**
 * Counts the trades of each minute and holds them against the venue's own candles. Frames have no numbers, so that one lost on an
 * open socket leaves no trace but this: the venue counts a trade more than we do. A minute of which only a part was heard cannot be
 * judged so: the first one ever, and the last before a recording ends, which the next one looks at.
 */
export interface Audit {
  /** @returns takes each trade of the symbol, once */
  of(symbol: string): (t: EpochMs, size: number) => void
  /** Minutes that open before `from` are not wholly ours to count. */
  since(symbol: string, from: EpochMs): void
  /** The venue's candle as it stands: the last said of a minute is final once it speaks of a later one. */
  theirs(candle: MovingCandle): void
  /** What came of a minute, as far as we know by now. */
  count(symbol: string, t: EpochMs): Count
}

interface SymbolCounts {
  readonly mine: Map<number, { trades: number; volume: number }>
  readonly their: Map<number, Count>
  since: number
  /** Minutes that open before this have been judged. */
  judged: number
}

/** Minutes that are remembered, to be judged or to be looked up. */
const remembered = 30
/** A minute of which the venue has not spoken when we have counted so many more: its candles do not come. */
const spoken = 5

/** @param onDoubt a minute on which both do not agree, now that the venue has spoken of a later one */
export function createAudit(onDoubt: (symbol: string, t: EpochMs) => void): Audit {
  const bySymbol = new Map<string, SymbolCounts>()
  const countsOf = (symbol: string): SymbolCounts => {
    const known = bySymbol.get(symbol)
    if (known) return known
    const fresh = { mine: new Map(), their: new Map(), since: Number.POSITIVE_INFINITY, judged: 0 }
    bySymbol.set(symbol, fresh)
    return fresh
  }
  /** Judges the minutes before `until` that were not yet, and forgets what is old. */
  const judge = (symbol: string, counts: SymbolCounts, until: number) => {
    const { mine, their, since, judged } = counts
    if (until <= judged) return
    counts.judged = until
    for (const t of new Set([...mine.keys(), ...their.keys()])) {
      if (t < judged || t < since || t >= until) continue
      if (!isSame(mine.get(t) ?? none, their.get(t) ?? none)) onDoubt(symbol, t as EpochMs)
    }
    for (const known of [mine, their])
      for (const t of known.keys()) if (t < until - remembered * minute) known.delete(t)
  }
  return {
    of(symbol) {
      const counts = countsOf(symbol)
      const { mine } = counts
      let [start, now] = [-1, { trades: 0, volume: 0 }]
      return (t, size) => {
        if (t < start || t >= start + minute) {
          start = floorTo(t, minute)
          now = mine.get(start) ?? { trades: 0, volume: 0 }
          mine.set(start, now)
          judge(symbol, counts, start - spoken * minute)
        }
        now.trades++
        now.volume += size
      }
    },
    since(symbol, from) {
      countsOf(symbol).since = from
    },
    theirs(candle) {
      if (candle.interval !== minute) return
      const counts = countsOf(candle.symbol)
      counts.their.set(candle.t, candle)
      judge(candle.symbol, counts, candle.t)
    },
    count: (symbol, t) => countsOf(symbol).mine.get(t) ?? none,
  }
}

const none: Count = { trades: 0, volume: 0 }

/** Volumes are sums in another order: they differ by rounding. */
export const isSame = (a: Count, b: Count): boolean =>
  a.trades === b.trades && Math.abs(a.volume - b.volume) <= 1e-9 * Math.max(a.volume, b.volume)
