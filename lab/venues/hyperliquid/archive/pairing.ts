import type { TradeRow } from '../../../market/records.ts'
import { second } from '../../../market/units.ts'

/** Makes one trade of the two fills that it was. */
export interface Pairing {
  /** @param fill as one party saw it @param crossed whether that party took the liquidity @returns trades now known */
  take(fill: TradeRow, crossed: boolean): readonly TradeRow[]
  /** Trades whose other half never came. */
  rest(): readonly TradeRow[]
}

/** Both fills are of one block, and so of one time: a half that is older than this stays alone. */
const patience = second

const untaken = 'trades that nobody took'

/**
 * Fills come in order of time. A trade is told by whoever took; by the maker alone, if no taker comes, from the other side.
 *
 * @param passedOver counts what is no trade of these
 */
export function pairing(passedOver: Map<string, number>): Pairing {
  /** By trade: the maker's half, or null once the trade is told or passed over. Oldest first. */
  const halves = new Map<string, { readonly t: number; readonly maker: TradeRow | null }>()

  const aged = (now: number): TradeRow[] => {
    const told: TradeRow[] = []
    for (const [key, { t, maker }] of halves) {
      if (t >= now - patience) break
      halves.delete(key)
      if (maker) told.push(seenByTaker(maker))
    }
    return told
  }

  return {
    rest: () => aged(Number.POSITIVE_INFINITY),
    take(fill, crossed) {
      const told = aged(fill.t)
      const key = `${fill.symbol}/${fill.id}`
      const half = halves.get(key)
      const settle = () => halves.set(key, { t: fill.t, maker: null })
      if (half?.maker === null) return told
      if (crossed) {
        told.push(fill)
        settle()
      } else if (half) {
        passedOver.set(untaken, (passedOver.get(untaken) ?? 0) + 1)
        settle()
      } else halves.set(key, { t: fill.t, maker: fill })
      return told
    },
  }
}

const seenByTaker = (maker: TradeRow): TradeRow => ({ ...maker, side: maker.side === 'buy' ? 'sell' : 'buy' })
