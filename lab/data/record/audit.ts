import type { MovingCandle } from '../../market/feed-stream.ts'
import type { CandleRow } from '../../market/records.ts'
import { type EpochMs, floorTo, minute } from '../../market/units.ts'

/** Number of trades and volume (in base units) of one minute, as counted by the recorder or by the venue. */
export type Count = Pick<CandleRow, 'trades' | 'volume'>

/**
 * Counts the recorded trades of each minute and compares them with the venue's own one-minute candles. The venue's
 * messages have no sequence numbers. A message lost on an open socket is therefore noticed only because the venue's
 * candle counts more trades than the recorder.
 *
 * A minute that was received only in part cannot be compared. This concerns the first minute of a symbol, and the last
 * minute before a recording ends; the next recording checks the latter.
 */
export interface Audit {
  /** @returns a function that counts one trade of the symbol, from its time and its size in base units */
  of(symbol: string): (t: EpochMs, size: number) => void
  /** Excludes minutes of the symbol that open before `from`, because their trades are incomplete. */
  since(symbol: string, from: EpochMs): void
  /**
   * Stores the venue's candle of a minute. The venue updates it until the minute ends, so it is compared only when the
   * candle of a later minute arrives. Candles of other intervals are ignored.
   */
  venueCandle(candle: MovingCandle): void
  /** The recorder's own count of a minute so far. */
  count(symbol: string, t: EpochMs): Count
}

interface SymbolCounts {
  readonly own: Map<number, { trades: number; volume: number }>
  readonly venue: Map<number, Count>
  /** Open time of the first complete minute, epoch ms; infinite until it is known. */
  since: number
  /** Minutes that open before this time have been compared already. */
  judged: number
}

/** Number of minutes for which counts are kept in memory. */
const remembered = 30
/** Minutes to wait for the venue's candle. After that, the venue is taken to have counted no trades. */
const spoken = 5

/**
 * Creates the audit of a recording.
 *
 * @param onDoubt called with the open time of a minute in which the two counts differ
 */
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

/** Count of a minute without trades. */
const none: Count = { trades: 0, volume: 0 }

/** Whether two counts agree. Volumes may differ by rounding, because they are summed in different orders. */
export const isSame = (a: Count, b: Count): boolean =>
  a.trades === b.trades && Math.abs(a.volume - b.volume) <= 1e-9 * Math.max(a.volume, b.volume)
