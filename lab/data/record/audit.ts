import { type EpochMs, minute } from '../../market/units.ts'
import type { WireCandle } from '../hyperliquid/wire/candle.ts'
import type { CandleRow } from '../lake/tables.ts'

/** What makes two candles of one minute the same: both sides count every trade. */
export type Count = Pick<CandleRow, 'trades' | 'volume'>

/**
 * Holds our minutes against the venue's own. Frames have no numbers, so that one lost on an open socket leaves no trace but this:
 * the venue counts a trade more than we do.
 */
export interface Audit {
  /** A minute of ours that has closed. */
  ours(bar: CandleRow): void
  /** The venue's candle as it stands: the last said of a minute is final once it speaks of a later one. */
  theirs(candle: WireCandle): void
}

interface Open {
  readonly mine: Map<number, Count>
  readonly their: Map<number, Count>
  /** The newest minute that the venue has spoken of. */
  newest: number
}

/** So long a minute of ours waits for the venue to speak of a later one. */
const remembered = 10

/** @param onDoubt a minute on which both do not agree, or of which the venue said nothing though something was traded */
export function createAudit(onDoubt: (symbol: string, t: EpochMs, mine: Count) => void): Audit {
  const symbols = new Map<string, Open>()
  const of = (symbol: string): Open => {
    const known = symbols.get(symbol)
    if (known) return known
    const fresh = { mine: new Map<number, Count>(), their: new Map<number, Count>(), newest: Number.NEGATIVE_INFINITY }
    symbols.set(symbol, fresh)
    return fresh
  }
  const judge = (symbol: string, { mine, their, newest }: Open) => {
    for (const [t, bar] of mine) {
      if (t >= newest) continue
      const candle = their.get(t)
      mine.delete(t)
      their.delete(t)
      if (candle ? !isSame(bar, candle) : bar.trades) onDoubt(symbol, t as EpochMs, bar)
    }
    for (const t of their.keys()) if (t < newest - remembered * minute) their.delete(t)
    for (const t of mine.keys()) if (mine.size > remembered) mine.delete(t)
  }
  return {
    ours(bar) {
      if (bar.interval !== minute) return
      const open = of(bar.symbol)
      open.mine.set(bar.t, bar)
      judge(bar.symbol, open)
    },
    theirs(candle) {
      if (candle.interval !== minute) return
      const open = of(candle.symbol)
      open.their.set(candle.t, candle)
      if (candle.t <= open.newest) return
      open.newest = candle.t
      judge(candle.symbol, open)
    },
  }
}

/** Volumes are sums in another order: they differ by rounding. */
export const isSame = (a: Count, b: Count): boolean =>
  a.trades === b.trades && Math.abs(a.volume - b.volume) <= 1e-9 * Math.max(a.volume, b.volume)
