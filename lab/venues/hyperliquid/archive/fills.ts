import type { TradeRow } from '../../../market/records.ts'
import { venue } from '../reads/venue.ts'
import { at, flag, list, notNegative, type Raw, raw, side, text, time, whole } from '../wire/fields.ts'
import { refuse, under } from '../wire/refusal.ts'
import { json } from './json.ts'
import { pairing } from './pairing.ts'
import type { Reader, Wanted } from './reader.ts'

/** Reads `node_fills/hourly/{date}/{H}.lz4`: one `[user, fill]` per line, so each trade takes two lines. */
export const fillReader = (wanted: Wanted): Reader<'trades'> => reader(wanted, line => [json(line)])

/** Reads `node_fills_by_block/hourly/{date}/{H}.lz4`: one block of the chain per line, with all its fills. */
export const blockReader = (wanted: Wanted): Reader<'trades'> =>
  reader(wanted, line => at(raw(json(line)), 'events', events => list(events, event => event)))

const notTrades = 'fills that are not trades'

function reader(wanted: Wanted, eventsOf: (line: string) => readonly unknown[]): Reader<'trades'> {
  const skipped = new Map<string, number>()
  const pairs = pairing(skipped)
  return {
    table: 'trades',
    skipped,
    rest: () => pairs.rest(),
    line(line) {
      const rows: TradeRow[] = []
      for (const [i, event] of eventsOf(line).entries()) {
        try {
          const fill = fillOf(event)
          if (!wanted(text(fill, 'coin'))) continue
          const half = sideOf(fill)
          if (isNoTrade(fill, half)) skipped.set(notTrades, (skipped.get(notTrades) ?? 0) + 1)
          else rows.push(...pairs.take(half, flag(fill, 'crossed')))
        } catch (error) {
          throw under(i, error)
        }
      }
      return rows
    },
  }
}

function fillOf(event: unknown): Raw {
  if (!Array.isArray(event) || event.length !== 2 || typeof event[0] !== 'string')
    return refuse('', 'a user and a fill', event)
  return raw(event[1])
}

/**
 * True for a fill without a counterparty, which is not a trade.
 * - Dust that the venue converts itself has the id 0.
 * - When an outcome is settled or a market is delisted, each holder has a fill of its own, as taker, at a price that
 *   may be 0.
 */
const isNoTrade = (fill: Raw, { id, price, size }: TradeRow): boolean =>
  id === 0 || fill.dir === 'Settlement' || price === 0 || size === 0

/** The trade from the view of the fill's account: `side` is the side of that account. */
const sideOf = (fill: Raw): TradeRow => ({
  ...{ venue, symbol: text(fill, 'coin'), t: time(fill, 'time'), id: whole(fill, 'tid') },
  ...{ side: side(fill, 'side'), price: notNegative(fill, 'px'), size: notNegative(fill, 'sz') },
})
