import type { BarEvent, BarFeed } from '../../../market/bar-feed.ts'
import type { AccountEvent, ExecutionVenue, VenueError, VenueEvent } from '../../../market/execution-venue.ts'
import type { Instrument } from '../../../market/instrument.ts'
import type { FeedError, MarketFeed } from '../../../market/market-feed.ts'
import type { EpochMs } from '../../../market/units.ts'
import { fail, ok } from '../../../result.ts'
import type { Exchange } from './exchange.ts'

/** The venue's name. */
export const embeddedName = 'embedded'

export interface EmbeddedVenue {
  readonly venue: ExecutionVenue
  /** Market data: the bars that drive the exchange. */
  readonly feed: BarFeed & Pick<MarketFeed, 'instruments'>
  /** Sends an event of the exchange to the subscribers: bars to those of the feed, all else to those of the account. */
  publish(event: VenueEvent): void
}

/** The two ports of an exchange in the same process. @param now the market's clock */
export function embeddedVenue(
  exchange: Exchange,
  instruments: ReadonlyMap<string, Instrument>,
  now: () => EpochMs,
): EmbeddedVenue {
  const account = listeners<AccountEvent>()
  const market = listeners<BarEvent>()
  const answer = async (why: string | undefined) => (why ? fail<VenueError>({ kind: 'refused', why }) : ok(undefined))
  return {
    venue: {
      name: embeddedName,
      live: false,
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
      subscribe: account.subscribe,
    },
    feed: {
      async instruments(symbols) {
        const missing = symbols.filter(symbol => !instruments.has(symbol))
        if (missing.length > 0)
          return fail<FeedError>({ kind: 'refused', why: `not traded here: ${missing.join(', ')}` })
        return ok(new Map(symbols.map(symbol => [symbol, instruments.get(symbol) as Instrument])))
      },
      subscribe: market.subscribe,
    },
    publish: event => (event.kind === 'barsClosed' ? market.emit(event) : account.emit(event)),
  }
}

function listeners<E>() {
  const all = new Set<(event: E) => void>()
  return {
    subscribe(listener: (event: E) => void) {
      all.add(listener)
      return () => void all.delete(listener)
    },
    emit(event: E) {
      for (const listener of all) listener(event)
    },
  }
}
