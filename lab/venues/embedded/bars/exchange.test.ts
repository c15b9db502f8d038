import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BarClosed } from '../../../market/bar-feed.ts'
import { requiredColumns } from '../../../market/bars.ts'
import type { VenueEvent } from '../../../market/execution-venue.ts'
import { hyperliquidCosts } from '../../../market/fees.ts'
import { clientId, type Intent } from '../../../market/order.ts'
import { anyBars, columnsOf } from '../../../market/testing/columns.ts'
import { type EpochMs, epochMs, hour } from '../../../market/units.ts'
import { craftedBars, newYear, type Row, syntheticInstruments } from '../../../testing/crafted.ts'
import { barAt, Exchange } from './exchange.ts'
import { embeddedVenue } from './venue.ts'

const [A, B] = ['SYN-A', 'SYN-B']
const instruments = syntheticInstruments([A, B])
const costs = { ...hyperliquidCosts, taker: 0, maker: 0, slippage: 0, unknownFunding: 0 }

/** An exchange whose bars the test walks, and its events except those of kind `silent`. */
function opened(cash = 10_000, silent = 'funded') {
  const told: VenueEvent[] = []
  const exchange = new Exchange({
    cash,
    costs,
    instruments,
    interval: hour,
    onEvent: event => event.kind !== silent && told.push(event),
  })
  for (const symbol of [A, B]) exchange.setLeverage(symbol, 20)
  let now: EpochMs = newYear
  const bar = (symbol: string, [open, high, low, close]: Row): BarClosed => ({
    ...{ symbol, openTime: now, open, high, low, close },
    volume: 1,
  })
  const open = (a: Row, b?: Row) => exchange.open(now, [bar(A, a), ...(b ? [bar(B, b)] : [])])
  const inside = () => exchange.inside(epochMs(now + hour - 1))
  const close = () => {
    now = epochMs(now + hour)
    exchange.close(now)
  }
  const walk = (a: Row, b?: Row) => {
    open(a, b)
    inside()
    close()
  }
  return { exchange, told, open, inside, close, walk }
}

let orders = 0
const order = (size: number, changes: Partial<Intent> = {}): Intent => ({
  ...{ id: clientId(`0x${(orders++).toString(16).padStart(32, '0')}`), symbol: A, size, terms: { kind: 'market' } },
  ...{ reduceOnly: false, reason: 'enter', exposure: 1 },
  ...changes,
})
const still: Row = [100, 100, 100, 100]
const kinds = (told: readonly VenueEvent[]) => told.map(event => ('how' in event ? event.how : event.kind))
const fills = (told: readonly VenueEvent[]) =>
  told.flatMap(event => (event.kind === 'filled' ? [[event.fill.reason, event.fill.size, event.fill.price]] : []))

describe('an order is rejected', () => {
  const { exchange, walk } = opened()
  exchange.place(order(10))
  walk(still)
  test.each([
    ['of no size', order(0), 'order has invalid size'],
    ['of half a lot', order(0.0005), 'order has invalid size'],
    [
      'with a stop off the tick',
      order(-10, { reduceOnly: true, terms: { kind: 'stop', trigger: 95.00001 } }),
      'price is not on the tick',
    ],
    [
      'with a limit at nothing',
      order(-10, { reduceOnly: true, terms: { kind: 'limit', price: 0 } }),
      'price is not on the tick',
    ],
    [
      'that is reduce-only and would increase',
      order(1, { reduceOnly: true }),
      'reduce-only order would increase the position',
    ],
    [
      'that is reduce-only where nothing is held',
      order(-1, { reduceOnly: true, symbol: B }),
      'reduce-only order would increase the position',
    ],
    [
      'that rests and could open a position',
      order(-10, { terms: { kind: 'stop', trigger: 95 } }),
      'an order that waits must be reduce-only',
    ],
  ])('%s', (_, intent, why) => {
    expect(exchange.place(intent)).toBe(why)
    expect(exchange.orders.has(intent.id)).toBe(false)
  })
  test('of a client id that is open already', () => {
    const twice = order(1)
    expect(exchange.place(twice)).toBeUndefined()
    expect(exchange.place(twice)).toBe('an order of this client id is open')
  })
})

describe('a market order', () => {
  test('is filled at the next open of its symbol, also after a gap', () => {
    const { exchange, told, walk } = opened()
    exchange.place(order(10, { symbol: B }))
    walk(still)
    expect(fills(told)).toEqual([])
    walk(still, [50, 51, 49, 50])
    expect(fills(told)).toEqual([['enter', 10, 50]])
  })
  test('can be cancelled once before its fill', () => {
    const { exchange, told } = opened()
    const waiting = order(10)
    exchange.place(waiting)
    expect(exchange.cancel(waiting.id, newYear)).toBeUndefined()
    expect(exchange.cancel(waiting.id, newYear)).toBe('order was never placed, already cancelled, or filled')
    expect(kinds(told)).toEqual(['cancelled'])
  })
  test('beyond the margin is rejected when it would trade', () => {
    const { exchange, told, walk } = opened(100)
    exchange.place(order(20.001))
    walk(still)
    expect(told[0]).toMatchObject({ kind: 'orderClosed', how: 'rejected', why: 'not enough margin' })
  })
  test('that reduces is cut to the position, and its rest is cancelled', () => {
    const { exchange, told, walk } = opened()
    exchange.place(order(10))
    walk(still)
    told.length = 0
    exchange.place(order(-15, { reduceOnly: true, reason: 'exit' }))
    walk(still)
    expect(fills(told)).toEqual([['exit', -10, 100]])
    expect(told[0]).toMatchObject({ kind: 'filled', remaining: -5 })
    expect(kinds(told)).toEqual(['filled', 'cancelled', 'barsClosed'])
    expect(exchange.account.positions.size).toBe(0)
  })
  test('that reduces is cancelled once when another has closed the position', () => {
    const { exchange, told, walk } = opened()
    exchange.place(order(10))
    walk(still)
    told.length = 0
    const [first, second] = [order(-10, { reduceOnly: true }), order(-10, { reduceOnly: true })]
    exchange.place(first)
    exchange.place(second)
    walk(still)
    expect(kinds(told)).toEqual(['filled', 'cancelled', 'barsClosed'])
    expect(told[1]).toMatchObject({ id: second.id, why: 'reduce-only, and nothing is held' })
  })
})

describe('orders that protect a position', () => {
  const protectedLong = () => {
    const market = opened()
    market.exchange.place(order(10))
    market.walk(still)
    const stop = order(-10, { reduceOnly: true, reason: 'stop', terms: { kind: 'stop', trigger: 95 } })
    const target = order(-10, { reduceOnly: true, reason: 'target', terms: { kind: 'limit', price: 105 } })
    market.exchange.place(stop)
    market.exchange.place(target)
    market.told.length = 0
    return { ...market, target }
  }
  test('rest while the price does not reach them', () => {
    const { exchange, walk, told } = protectedLong()
    walk([100, 105, 95.001, 100])
    expect(fills(told)).toEqual([])
    expect(exchange.orders.size).toBe(2)
  })
  test('fill the stop first when one bar reaches both, and cancel the target', () => {
    const { exchange, walk, told, target } = protectedLong()
    walk([100, 110, 90, 100])
    expect(fills(told)).toEqual([['stop', -10, 95]])
    expect(told[1]).toMatchObject({ kind: 'orderClosed', id: target.id, how: 'cancelled' })
    expect(exchange.orders.size).toBe(0)
  })
  test('fill the target when only that is traded through', () => {
    const { walk, told } = protectedLong()
    walk([100, 105.01, 96, 100])
    expect(fills(told)).toEqual([['target', -10, 105]])
  })
  test('fill the nearest of two stops', () => {
    const { exchange, walk, told } = protectedLong()
    exchange.place(order(-10, { reduceOnly: true, reason: 'trailing', terms: { kind: 'stop', trigger: 97 } }))
    walk([100, 100, 90, 100])
    expect(fills(told)).toEqual([['trailing', -10, 97]])
  })
})

describe('liquidation', () => {
  test('cancels every order, closes every position, and reports what the venue kept', () => {
    const { exchange, told, walk, open } = opened()
    exchange.place(order(900))
    exchange.place(order(-900, { symbol: B }))
    walk(still, still)
    exchange.place(order(-900, { reduceOnly: true, reason: 'target', terms: { kind: 'limit', price: 120 } }))
    told.length = 0
    // 10,000 − 900 · 5 − 900 · 5 = 1,000 against 2.5 % · 180,000 · 2/3 = 3,000
    open([95, 95, 95, 95], [105, 105, 105, 105])
    expect(kinds(told)).toEqual(['cancelled', 'liquidated'])
    expect(told[1]).toMatchObject({
      executions: [
        { symbol: A, size: -900, price: 95, reason: 'liquidation' },
        { symbol: B, size: 900, price: 105, reason: 'liquidation' },
      ],
      takeoverUsd: 1_000,
    })
    expect(exchange.account).toEqual({ cash: 0, positions: new Map() })
  })
})

test('funding is reported when charged, and marked as assumed when the rate is unknown', () => {
  const { exchange, told, walk } = opened(10_000, '')
  exchange.place(order(10))
  walk(still)
  told.length = 0
  const [known] = [craftedBars([still, still], { funding: 0.001 })].map(bars => barAt(bars, 1))
  expect(known.funding).toBe(0.001)
  exchange.open(known.openTime, [known])
  expect(told).toEqual([{ kind: 'funded', at: known.openTime, symbol: A, usd: 1, assumed: false }])
  exchange.open(known.openTime, [barAt(craftedBars([still, still], { funding: Number.NaN }), 1)])
  expect(told[1]).toMatchObject({ assumed: true })
})

test('a bar event holds the known values of its row, and survives JSON', () => {
  fc.assert(
    fc.property(anyBars, fc.nat(), (bars, where) => {
      fc.pre(bars.close.length > 0)
      const row = where % bars.close.length
      const { symbol, ...told } = barAt(bars, row)
      const known = columnsOf(bars).filter(name => !Number.isNaN(bars[name]?.[row]))
      const columns = [...requiredColumns, ...known].map(name => [name, bars[name]?.[row]])
      expect(symbol).toBe(bars.symbol)
      expect(told).toEqual(Object.fromEntries(columns))
      expect(JSON.parse(JSON.stringify(told))).toEqual(told)
    }),
  )
})

describe('the two ports of the exchange', () => {
  test('answer with the state of the exchange', async () => {
    const { exchange, told, walk } = opened()
    const { venue, feed } = embeddedVenue(exchange, instruments, () => newYear)
    const waiting = order(10)
    exchange.place(waiting)
    expect(await venue.openOrders()).toMatchObject({ ok: true, value: [{ id: waiting.id, symbol: A, remaining: 10 }] })
    walk(still)
    expect(await venue.account()).toEqual({
      ok: true,
      value: { cash: 10_000, equity: 10_000, positions: new Map([[A, { size: 10, entryPrice: 100 }]]) },
    })
    expect(await venue.fillsSince(newYear)).toMatchObject({ ok: true, value: [{ id: waiting.id, size: 10 }] })
    expect(await venue.fillsSince(epochMs(newYear + 1))).toEqual({ ok: true, value: [] })
    expect(await feed.instruments([A, 'SYN-Z'])).toEqual({
      ok: false,
      error: { kind: 'refused', why: 'not traded here: SYN-Z' },
    })
    exchange.place(order(-10, { reduceOnly: true, terms: { kind: 'stop', trigger: 90 } }))
    await venue.cancelAll()
    expect(exchange.orders.size).toBe(0)
    expect(kinds(told)).toEqual(['filled', 'barsClosed', 'cancelled'])
  })
  test('send bars to subscribers of the feed, and all else to those of the venue, until they unsubscribe', () => {
    const { exchange } = opened()
    const { venue, feed, publish } = embeddedVenue(exchange, instruments, () => newYear)
    const heard: string[] = []
    const stop = venue.subscribe(({ kind }) => heard.push(`one ${kind}`))
    venue.subscribe(({ kind }) => heard.push(`two ${kind}`))
    const leave = feed.subscribe(({ kind }) => heard.push(`three ${kind}`))
    const gap = { kind: 'gap', from: newYear, to: newYear, what: 'prices' } as const
    const closed = { kind: 'barsClosed', at: newYear, bars: [] } as const
    publish(gap)
    publish(closed)
    stop()
    leave()
    publish(closed)
    publish(gap)
    expect(heard).toEqual(['one gap', 'two gap', 'three barsClosed', 'two gap'])
    expect(venue.live).toBe(false)
  })
})
