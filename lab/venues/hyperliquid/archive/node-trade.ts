import { venue } from '../reads/venue.ts'
import { list, positive, raw, side, text as textOf, whole } from '../wire/fields.ts'
import { refuse } from '../wire/refusal.ts'
import { derivedId } from './derived-id.ts'
import { json } from './json.ts'
import { moment } from './moment.ts'
import type { Reader, Wanted } from './reader.ts'

/**
 * Reads `node_trades/hourly/{date}/{H}.lz4`: one trade per line, with the orders of buyer and seller.
 *
 * The file has no trade ids. Two orders match at most once at the same time, so an id is derived from both orders and
 * the time.
 */
export function nodeTradeReader(wanted: Wanted): Reader<'trades'> {
  return {
    table: 'trades',
    line(line) {
      const trade = raw(json(line))
      const symbol = textOf(trade, 'coin')
      if (!wanted(symbol)) return []
      const orders = list(trade.side_info, party => whole(raw(party), 'oid'))
      if (orders.length !== 2) refuse('side_info', 'a buyer and a seller', trade.side_info)
      const t = moment(trade.time, 'time')
      const id = derivedId(...orders, trade.time as string)
      return [
        { venue, symbol, t, id, side: side(trade, 'side'), price: positive(trade, 'px'), size: positive(trade, 'sz') },
      ]
    },
    rest: () => [],
    skipped: new Map(),
  }
}
