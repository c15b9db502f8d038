import { type EpochMs, minute } from '../../market/units.ts'
import type { WireCandle } from '../hyperliquid/wire/candle.ts'
import type { CandleRow } from '../lake/tables.ts'
import { floorTo } from './hole.ts'

/** What makes two records of one minute the same: both sides count every trade. */
export type Count = Pick<CandleRow, 'trades' | 'volume'>

/**
 * Counts the trades of each minute and holds them against the venue's own candles. Frames have no numbers, so that one lost on an
 * open socket leaves no trace but this: the venue counts a trade more than we do.
 */
export interface Audit {
  /** @returns takes each trade of the symbol, once */
  of(symbol: string): (t: EpochMs, size: number) => void
  /** Minutes that open before `from` are not wholly ours to count. */
  since(symbol: string, from: EpochMs): void
  /** The venue's candle as it stands: the last said of a minute is final once it speaks of a later one. */
  theirs(candle: WireCandle): void
  /** What came of a minute, as far as we know by now. */
  count(symbol: string, t: EpochMs): Count
}

interface Book {
  readonly mine: Map<number, { trades: number; volume: number }>
  readonly their: Map<number, Count>
  since: number
  newest: number
}

/** Minutes that are remembered, to be judged or to be looked up. */
const remembered = 30

/** @param onDoubt a minute on which both do not agree, now that the venue has spoken of a later one */
export function createAudit(onDoubt: (symbol: string, t: EpochMs) => void): Audit {
  const books = new Map<string, Book>()
  const bookOf = (symbol: string): Book => {
    const known = books.get(symbol)
    if (known) return known
    const fresh = { mine: new Map(), their: new Map(), since: Number.POSITIVE_INFINITY, newest: 0 }
    books.set(symbol, fresh)
    return fresh
  }
  const judge = (symbol: string, { mine, their, since, newest }: Book, before: number) => {
    for (const t of new Set([...mine.keys(), ...their.keys()])) {
      if (t < before || t < since || t >= newest) continue
      if (!isSame(mine.get(t) ?? none, their.get(t) ?? none)) onDoubt(symbol, t as EpochMs)
    }
    for (const known of [mine, their])
      for (const t of known.keys()) if (t < newest - remembered * minute) known.delete(t)
  }
  return {
    of(symbol) {
      const { mine } = bookOf(symbol)
      let [start, now] = [-1, { trades: 0, volume: 0 }]
      return (t, size) => {
        if (t < start || t >= start + minute) {
          start = floorTo(t, minute)
          now = mine.get(start) ?? { trades: 0, volume: 0 }
          mine.set(start, now)
        }
        now.trades++
        now.volume += size
      }
    },
    since(symbol, from) {
      bookOf(symbol).since = from
    },
    theirs(candle) {
      if (candle.interval !== minute) return
      const book = bookOf(candle.symbol)
      book.their.set(candle.t, candle)
      if (candle.t <= book.newest) return
      const before = book.newest
      book.newest = candle.t
      judge(candle.symbol, book, before)
    },
    count: (symbol, t) => bookOf(symbol).mine.get(t) ?? none,
  }
}

const none: Count = { trades: 0, volume: 0 }

/** Volumes are sums in another order: they differ by rounding. */
export const isSame = (a: Count, b: Count): boolean =>
  a.trades === b.trades && Math.abs(a.volume - b.volume) <= 1e-9 * Math.max(a.volume, b.volume)
