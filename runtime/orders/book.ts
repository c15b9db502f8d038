import type { ClientId, Intent } from '../../lab/market/order.ts'
import type { Size } from '../../lab/market/units.ts'
import { isLive, type OrderEvent, type OrderState, step } from './lifecycle.ts'

/** One of our orders, with its state. */
export interface Order {
  readonly intent: Intent
  readonly state: OrderState
  /** Sum of the fills received so far, signed like the order. */
  readonly filled: Size
}

/** Our orders by client id, in the order in which they were planned. */
export type Book = ReadonlyMap<ClientId, Order>

/** Minimum number of finished orders to keep, because a fill can arrive after the cancel of its order. */
const remembered = 256

/** Adds an order in state `planned`, and removes the oldest finished orders so that the book stays small. */
export function addOrder(book: Book, intent: Intent): Book {
  const next = new Map(book).set(intent.id, { intent, state: 'planned', filled: 0 })
  if (next.size > 2 * remembered) {
    const over = [...next].filter(([, { state }]) => !isLive(state))
    for (const [id] of over.slice(0, Math.max(0, over.length - remembered))) next.delete(id)
  }
  return next
}

/**
 * Applies an event to an order.
 *
 * @param filled size filled by the event, signed like the order
 * @returns the new book; undefined when the order is unknown, or the lifecycle table does not allow the event
 */
export function moveOrder(book: Book, id: ClientId, event: OrderEvent, filled: Size = 0): Book | undefined {
  const order = book.get(id)
  if (!order) return undefined
  const next = step(order.state, event)
  if (!next.ok) return undefined
  return new Map(book).set(id, { ...order, state: next.value, filled: order.filled + filled })
}

/** Orders that may still trade. */
export const liveOrders = (book: Book): readonly Order[] => [...book.values()].filter(({ state }) => isLive(state))
