import type { TradeRow } from '../../../market/records.ts'
import { second } from '../../../market/units.ts'

/** Joins the two fills of a trade into one row. */
export interface Pairing {
  /**
   * @param fill the trade as one party saw it
   * @param crossed whether that party was the taker
   * @returns trades that are now complete
   */
  take(fill: TradeRow, crossed: boolean): readonly TradeRow[]
  /** Trades of which only one fill was found. */
  rest(): readonly TradeRow[]
}

/** Longest wait for the second fill. Both fills are in one block and have the same time. */
const pairWithin = second

const withoutTaker = 'trades without a taker'

/**
 * Pairs fills that arrive in order of time. A trade is taken from the taker's fill. When that is missing, it is taken from the
 * maker's fill, with the side reversed.
 *
 * @param skipped counts pairs that have no taker
 */
export function pairing(skipped: Map<string, number>): Pairing {
  /** By trade: the maker's fill; null once the trade is emitted or skipped. Oldest first. */
  const halves = new Map<string, { readonly t: number; readonly maker: TradeRow | null }>()

  const aged = (now: number): TradeRow[] => {
    const rows: TradeRow[] = []
    for (const [key, { t, maker }] of halves) {
      if (t >= now - pairWithin) break
      halves.delete(key)
      if (maker) rows.push(seenByTaker(maker))
    }
    return rows
  }

  return {
    rest: () => aged(Number.POSITIVE_INFINITY),
    take(fill, crossed) {
      const rows = aged(fill.t)
      const key = `${fill.symbol}/${fill.id}`
      const half = halves.get(key)
      const settle = () => halves.set(key, { t: fill.t, maker: null })
      if (half?.maker === null) return rows
      if (crossed) {
        rows.push(fill)
        settle()
      } else if (half) {
        skipped.set(withoutTaker, (skipped.get(withoutTaker) ?? 0) + 1)
        settle()
      } else halves.set(key, { t: fill.t, maker: fill })
      return rows
    },
  }
}

const seenByTaker = (maker: TradeRow): TradeRow => ({ ...maker, side: maker.side === 'buy' ? 'sell' : 'buy' })
