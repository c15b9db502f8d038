import type { ClientId, Intent } from '../../lab/market/order.ts'
import type { Size } from '../../lab/market/units.ts'
import { isLive, type OrderEvent, type OrderState, step } from './lifecycle.ts'

export interface Order {
  readonly intent: Intent
  readonly state: OrderState
  /** Signed, as far as fills have told. */
  readonly filled: Size
}

/** Our orders by client id, in the order in which they were planned. */
export type Book = ReadonlyMap<ClientId, Order>

/** Orders that are over are remembered a while: a fill can overtake its own cancel. */
const remembered = 256

export function addOrder(book: Book, intent: Intent): Book {
  const next = new Map(book).set(intent.id, { intent, state: 'planned', filled: 0 })
  if (next.size > 2 * remembered) {
    const over = [...next].filter(([, { state }]) => !isLive(state))
    for (const [id] of over.slice(0, Math.max(0, over.length - remembered))) next.delete(id)
  }
  return next
}

/** @returns the book after the event, or undefined when the lifecycle table has no such step: the venue did what it cannot do */
export function moveOrder(book: Book, id: ClientId, event: OrderEvent, filled: Size = 0): Book | undefined {
  const order = book.get(id)
  if (!order) return undefined
  const next = step(order.state, event)
  if (!next.ok) return undefined
  return new Map(book).set(id, { ...order, state: next.value, filled: order.filled + filled })
}

/** Orders that may still trade. */
export const liveOrders = (book: Book): readonly Order[] => [...book.values()].filter(({ state }) => isLive(state))
