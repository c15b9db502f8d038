import type { Intent, Terms } from '../../lab/market/order.ts'
import type { Protection } from '../../lab/strategy/exits.ts'
import type { Holding } from '../../lab/strategy/holding.ts'
import { type Book, liveOrders, type Order } from './book.ts'

/** Changes to resting orders that make them match a position's stop and target. */
export interface ProtectionChange {
  /** Orders to send: a stop or target that does not rest yet. */
  readonly place: readonly Pick<Intent, 'size' | 'terms' | 'reason'>[]
  /** Resting orders to cancel, because they match neither the stop nor the target. */
  readonly cancel: readonly Order[]
}

/**
 * Compares the wanted stop and target of a position with the symbol's resting orders.
 *
 * @param book the strategy's orders; an order that is being cancelled does not count as resting
 */
export function protectionChange(
  symbol: string,
  { size }: Holding,
  { stop, target }: Protection,
  book: Book,
): ProtectionChange {
  const wanted: Pick<Intent, 'size' | 'terms' | 'reason'>[] = []
  if (stop) wanted.push({ size: -size, terms: { kind: 'stop', trigger: stop.price }, reason: stop.reason })
  if (target !== undefined) wanted.push({ size: -size, terms: { kind: 'limit', price: target }, reason: 'target' })

  const resting = liveOrders(book).filter(({ intent, state }) => {
    return intent.symbol === symbol && intent.terms.kind !== 'market' && state !== 'cancelling'
  })
  const serves = (order: Order, want: Pick<Intent, 'size' | 'terms' | 'reason'>) =>
    // Sums of fills have floating-point errors, which are far smaller than a lot.
    Math.abs(order.intent.size - order.filled - want.size) < 1e-9 * Math.abs(want.size) &&
    order.intent.reason === want.reason &&
    sameTerms(order.intent.terms, want.terms)
  return {
    place: wanted.filter(want => !resting.some(order => serves(order, want))),
    cancel: resting.filter(order => !wanted.some(want => serves(order, want))),
  }
}

function sameTerms(a: Terms, b: Terms): boolean {
  if (a.kind === 'stop') return b.kind === 'stop' && a.trigger === b.trigger
  if (a.kind === 'limit') return b.kind === 'limit' && a.price === b.price
  return b.kind === 'market'
}
