import type { Venue, VenueError, VenueEvent } from '../../../market/execution-venue.ts'
import type { Instrument } from '../../../market/instrument.ts'
import type { EpochMs } from '../../../market/units.ts'
import { fail, ok } from '../../../result.ts'
import type { Exchange } from './exchange.ts'

/** Its name, wherever venues are told apart by it. */
export const embeddedName = 'embedded'

export interface EmbeddedVenue extends Venue {
  /** Hands an event of the exchange to whoever listens. */
  publish(event: VenueEvent): void
}

/** The venue port in front of an exchange in the same process. @param now the market's clock */
export function embeddedVenue(
  exchange: Exchange,
  instruments: ReadonlyMap<string, Instrument>,
  now: () => EpochMs,
): EmbeddedVenue {
  const listeners = new Set<(event: VenueEvent) => void>()
  const answer = async (why: string | undefined) => (why ? fail<VenueError>({ kind: 'refused', why }) : ok(undefined))
  return {
    name: embeddedName,
    live: false,
    async instruments(symbols) {
      const missing = symbols.filter(symbol => !instruments.has(symbol))
      if (missing.length > 0)
        return fail<VenueError>({ kind: 'refused', why: `not traded here: ${missing.join(', ')}` })
      return ok(new Map(symbols.map(symbol => [symbol, instruments.get(symbol) as Instrument])))
    },
    async account() {
      const { cash, positions } = exchange.account
      return ok({ cash, positions, equity: exchange.equity })
    },
    async openOrders() {
      return ok([...exchange.orders.values()].map(({ size, ...intent }) => ({ ...intent, remaining: size })))
    },
    async fillsSince(since) {
      return ok(exchange.fills.filter(fill => fill.at >= since))
    },
    place: order => answer(exchange.place(order)),
    cancel: id => answer(exchange.cancel(id, now())),
    async cancelAll() {
      for (const id of [...exchange.orders.keys()]) exchange.cancel(id, now())
      return ok(undefined)
    },
    async setLeverage(symbol, leverage) {
      exchange.setLeverage(symbol, leverage)
      return ok(undefined)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    publish(event) {
      for (const listener of listeners) listener(event)
    },
  }
}
