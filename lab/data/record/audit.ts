import type { MovingCandle } from '../../market/feed-stream.ts'
import type { CandleRow } from '../../market/records.ts'
import { type EpochMs, floorTo, minute } from '../../market/units.ts'

/** What the recorder and the venue both count for one minute: trades and venue volume, in base units. */
export type Count = Pick<CandleRow, 'trades' | 'volume'>

/**
 * Counts the trades of each minute and compares them with the venue's own one-minute candles. The venue's messages have no
 * sequence numbers, so a message lost on an open socket shows only as a trade that the venue counts and the recorder does not.
 * A minute that was received in part cannot be judged: the first one of a symbol, and the last before a recording ends, which
 * the next recording checks.
 */
export interface Audit {
  /** @returns a function that counts one trade of the symbol; call it once for each trade */
  of(symbol: string): (t: EpochMs, size: number) => void
  /** Minutes that open before `from` are incomplete and are not judged. */
  since(symbol: string, from: EpochMs): void
  /** Takes the venue's candle, which changes until its minute ends: a minute is final once the venue sends a later one. */
  venueCandle(candle: MovingCandle): void
  /** The recorder's own count of a minute so far. */
  count(symbol: string, t: EpochMs): Count
}

interface SymbolCounts {
  readonly own: Map<number, { trades: number; volume: number }>
  readonly venue: Map<number, Count>
  since: number
  /** Minutes that open before this time have been judged. */
  judged: number
}

/** Minutes of counts that are kept in memory. */
const remembered = 30
/** Minutes to wait for the venue's candle. After that the minute is judged without one. */
const spoken = 5

/** @param onDoubt receives a minute whose counts differ, once the venue has sent a later one */
export function createAudit(onDoubt: (symbol: string, t: EpochMs) => void): Audit {
  const bySymbol = new Map<string, SymbolCounts>()
  const countsOf = (symbol: string): SymbolCounts => {
    const known = bySymbol.get(symbol)
    if (known) return known
    const fresh = { own: new Map(), venue: new Map(), since: Number.POSITIVE_INFINITY, judged: 0 }
    bySymbol.set(symbol, fresh)
    return fresh
  }
  /** Compares the minutes before `until` that were not compared yet, and drops old counts. */
  const judge = (symbol: string, counts: SymbolCounts, until: number) => {
    const { own, venue, since, judged } = counts
    if (until <= judged) return
    counts.judged = until
    for (const t of new Set([...own.keys(), ...venue.keys()])) {
      if (t < judged || t < since || t >= until) continue
      if (!isSame(own.get(t) ?? none, venue.get(t) ?? none)) onDoubt(symbol, t as EpochMs)
    }
    for (const known of [own, venue]) for (const t of known.keys()) if (t < until - remembered * minute) known.delete(t)
  }
  return {
    of(symbol) {
      const counts = countsOf(symbol)
      const { own } = counts
      let [start, now] = [-1, { trades: 0, volume: 0 }]
      return (t, size) => {
        if (t < start || t >= start + minute) {
          start = floorTo(t, minute)
          now = own.get(start) ?? { trades: 0, volume: 0 }
          own.set(start, now)
          judge(symbol, counts, start - spoken * minute)
        }
        now.trades++
        now.volume += size
      }
    },
    since(symbol, from) {
      countsOf(symbol).since = from
    },
    venueCandle(candle) {
      if (candle.interval !== minute) return
      const counts = countsOf(candle.symbol)
      counts.venue.set(candle.t, candle)
      judge(candle.symbol, counts, candle.t)
    },
    count: (symbol, t) => countsOf(symbol).own.get(t) ?? none,
  }
}

const none: Count = { trades: 0, volume: 0 }

/** Whether both counted the same trades. The volumes were added in another order, so they may differ by rounding. */
export const isSame = (a: Count, b: Count): boolean =>
  a.trades === b.trades && Math.abs(a.volume - b.volume) <= 1e-9 * Math.max(a.volume, b.volume)
