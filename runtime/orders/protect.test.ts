import { describe, expect, test } from 'vitest'
import type { Intent } from '../../lab/market/order.ts'
import { flat } from '../../lab/strategy/holding.ts'
import { addOrder, type Book, moveOrder } from './book.ts'
import { mintClientId } from './client-id.ts'
import { protectionChange } from './protect.ts'

const long = { ...flat, size: 0.3, entryPrice: 100, extreme: 100 }
const stop = { price: 95, reason: 'stop' } as const

/** A stop that rests at the venue and may be partly filled. */
function resting(n: number, changes: Partial<Intent> = {}, filled = 0): Book {
  const intent: Intent = {
    ...{ id: mintClientId('protect', n), symbol: 'X', size: -0.3, terms: { kind: 'stop', trigger: 95 } },
    ...{ reduceOnly: true, reason: 'stop', exposure: 0 },
    ...changes,
  }
  const open = moveOrder(moveOrder(addOrder(new Map(), intent), intent.id, 'send')!, intent.id, 'accept')!
  return filled === 0 ? open : moveOrder(open, intent.id, 'fillPart', filled)!
}
const idsOf = ({ cancel }: ReturnType<typeof protectionChange>) => cancel.map(({ intent }) => intent.id)

describe('the orders that protect a position', () => {
  test('are placed when none rest', () => {
    expect(protectionChange('X', long, { stop, target: 110 }, new Map())).toEqual({
      place: [
        { size: -0.3, terms: { kind: 'stop', trigger: 95 }, reason: 'stop' },
        { size: -0.3, terms: { kind: 'limit', price: 110 }, reason: 'target' },
      ],
      cancel: [],
    })
  })
  test('are left alone while they match', () => {
    expect(protectionChange('X', long, { stop }, resting(1))).toEqual({ place: [], cancel: [] })
  })
  test('are replaced when the level moves', () => {
    const change = protectionChange('X', long, { stop: { price: 96, reason: 'trailing' } }, resting(1))
    expect(change.place).toEqual([{ size: -0.3, terms: { kind: 'stop', trigger: 96 }, reason: 'trailing' }])
    expect(idsOf(change)).toEqual([mintClientId('protect', 1)])
  })
  test('are replaced when the position changes size', () => {
    const change = protectionChange('X', { ...long, size: 0.5 }, { stop }, resting(1))
    expect(change.place).toMatchObject([{ size: -0.5 }])
    expect(idsOf(change)).toEqual([mintClientId('protect', 1)])
  })
  test('are cancelled when the position is flat', () => {
    const change = protectionChange('X', flat, {}, resting(1))
    expect(change.place).toEqual([])
    expect(idsOf(change)).toEqual([mintClientId('protect', 1)])
  })
  test('still match by their remaining size after a partial fill', () => {
    // −0.3 − −0.1 is −0.19999999999999998: a floating-point error must not cancel a stop that is being executed.
    expect(protectionChange('X', { ...long, size: 0.2 }, { stop }, resting(1, {}, -0.1))).toEqual({
      place: [],
      cancel: [],
    })
  })
  test('do not count once they are being cancelled', () => {
    const book = moveOrder(resting(1), mintClientId('protect', 1), 'askCancel')!
    expect(protectionChange('X', long, { stop }, book)).toMatchObject({ place: [{ size: -0.3 }], cancel: [] })
  })
  test('do not include orders of another symbol, nor market orders', () => {
    const book = new Map([...resting(1, { symbol: 'Y' }), ...resting(2, { terms: { kind: 'market' }, reason: 'exit' })])
    expect(protectionChange('X', flat, {}, book)).toEqual({ place: [], cancel: [] })
  })
})
