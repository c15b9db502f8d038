import { expect, test } from 'vitest'
import type { Intent } from '../../lab/market/order.ts'
import { addOrder, type Book, liveOrders, moveOrder } from './book.ts'
import { mintClientId } from './client-id.ts'
import type { OrderEvent } from './lifecycle.ts'

const intent = (n: number): Intent => ({
  ...{ id: mintClientId('book', n), symbol: 'X', size: 2, terms: { kind: 'market' } },
  ...{ reduceOnly: false, reason: 'enter', exposure: 1 },
})
const through = (book: Book, n: number, ...events: readonly OrderEvent[]) =>
  events.reduce<Book>((now, event) => moveOrder(now, mintClientId('book', n), event)!, book)

test('an order moves by the lifecycle and adds up its fills', () => {
  const sent = through(addOrder(new Map(), intent(1)), 1, 'send')
  const { id } = intent(1)
  const part = moveOrder(sent, id, 'fillPart', 0.5)!
  const whole = moveOrder(part, id, 'fillRest', 1.5)!
  expect([sent, part, whole].map(book => [book.get(id)?.state, book.get(id)?.filled])).toEqual([
    ['sent', 0],
    ['partiallyFilled', 0.5],
    ['filled', 2],
  ])
})

test('an illegal transition or an unknown order changes nothing', () => {
  const filled = through(addOrder(new Map(), intent(1)), 1, 'send', 'fillRest')
  expect(moveOrder(filled, mintClientId('book', 1), 'fillRest', 1)).toBeUndefined()
  expect(moveOrder(filled, mintClientId('book', 2), 'accept')).toBeUndefined()
})

test('an order that may still trade is live, even one whose answer was lost', () => {
  let book = addOrder(new Map(), intent(1))
  expect(liveOrders(book)).toEqual([])
  book = through(book, 1, 'send', 'lose')
  expect(liveOrders(book).map(({ state }) => state)).toEqual(['unknown'])
  expect(liveOrders(through(book, 1, 'fillRest'))).toEqual([])
})

test('the book does not grow with time: the oldest finished orders are forgotten, live orders never', () => {
  let book: Book = through(addOrder(new Map(), intent(0)), 0, 'send', 'accept')
  for (let n = 1; n <= 5_000; n++) book = through(addOrder(book, intent(n)), n, 'send', 'fillRest')
  expect(book.size).toBeLessThanOrEqual(512)
  expect(book.get(mintClientId('book', 0))?.state).toBe('open')
  expect(book.has(mintClientId('book', 5_000 - 200))).toBe(true)
  expect(book.has(mintClientId('book', 1))).toBe(false)
})

test('client ids differ by run and by number, and are the same again after a crash', () => {
  const ids = ['a', 'b'].flatMap(run => Array.from({ length: 100 }, (_, n) => mintClientId(run, n)))
  expect(new Set(ids).size).toBe(200)
  expect(mintClientId('a', 7)).toBe(ids[7])
})
