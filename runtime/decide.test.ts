import { describe, expect, test } from 'vitest'
import type { Fill, Intent } from '../lab/market/order.ts'
import { day, type EpochMs, epochMs, hour } from '../lab/market/units.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import { breakout, newYear, syntheticInstruments, unlimited } from '../lab/testing/crafted.ts'
import { begin, decide } from './decide.ts'
import { mintClientId } from './orders/client-id.ts'
import type { Command, Event, State } from './state.ts'

const symbol = 'SYN-A'
const instruments = syntheticInstruments([symbol, 'SYN-B'])

/** A trader of one strategy, told one thing after another. */
function desk(changes: Partial<Strategy> = {}, cash = 10_000) {
  const strategy = breakout({ exits: { stop: 0.05 }, ...changes })
  let state: State = begin({ at: newYear, run: 'test', cash })
  let now: EpochMs = newYear
  const hear = (event: Event): readonly Command[] => {
    const [next, commands] = decide({ strategy, instruments }, state, event)
    state = next
    return commands
  }
  const close = (price: number, wanted: number, at: EpochMs = epochMs(now + hour)) => {
    now = at
    const bar = { symbol, openTime: epochMs(at - hour), open: price, high: price, low: price, close: price, volume: 1 }
    return hear({ kind: 'barsClosed', at, bars: [bar], wanted: { [symbol]: wanted } })
  }
  const answered = ({ id }: Intent, answer: Extract<Event, { kind: 'answered' }>['answer'], to = 'place' as const) =>
    hear({ kind: 'answered', at: now, id, to, answer })
  const filled = ({ id, symbol, size, reason }: Intent, price: number, part = size) => {
    const fill: Fill = { id, symbol, size: part, price, reference: price, fee: 0, at: now, reason }
    return hear({ kind: 'filled', fill, remaining: size - part })
  }
  /** Long 100 at 100, with its stop at 95 resting. */
  const enter = () => {
    const [entry] = placed(close(100, 1))
    answered(entry, { kind: 'ok' })
    const [stop] = placed(filled(entry, 100))
    answered(stop, { kind: 'ok' })
    return { entry, stop }
  }
  return { hear, close, answered, filled, enter, state: () => state, now: () => now }
}

const placed = (commands: readonly Command[]): readonly Intent[] =>
  commands.flatMap(command => (command.kind === 'place' ? [command.order] : []))
const kinds = (commands: readonly Command[]) => commands.map(({ kind }) => kind)
const flattening = { symbol, size: -100, reduceOnly: true, reason: 'halt', terms: { kind: 'market' } }

describe('a position', () => {
  test('is entered with a market order, and protected as soon as it is there', () => {
    const { enter, state } = desk()
    const { entry, stop } = enter()
    expect(entry).toMatchObject({ size: 100, terms: { kind: 'market' }, reduceOnly: false, reason: 'enter' })
    expect(stop).toMatchObject({ size: -100, terms: { kind: 'stop', trigger: 95 }, reduceOnly: true, reason: 'stop' })
    expect(state().account.positions.get(symbol)).toEqual({ size: 100, entryPrice: 100 })
  })
  test('is protected for as much of it as is there', () => {
    const { close, filled } = desk()
    const [entry] = placed(close(100, 1))
    expect(placed(filled(entry, 100, 40))).toMatchObject([{ size: -40, reason: 'stop' }])
  })
  test('gets its new stop before the old one goes', () => {
    const { close, enter } = desk({ exits: { trailing: 0.05 } })
    const { stop } = enter()
    const commands = close(110, 1)
    expect(commands).toMatchObject([
      { kind: 'place', order: { terms: { kind: 'stop', trigger: 104.5 }, reason: 'trailing' } },
      { kind: 'cancel', id: stop.id },
    ])
  })
  test('of which an order is on its way is not planned for again', () => {
    const { close } = desk()
    expect(placed(close(100, 1))).toHaveLength(1)
    expect(close(100, 1)).toEqual([])
    expect(close(100, -1)).toEqual([])
  })
})

describe('trading halts and everything is closed', () => {
  test('when a fill belongs to no order of ours', () => {
    const { filled, state } = desk()
    const stranger: Intent = {
      ...{ id: mintClientId('another', 1), symbol, size: 100, terms: { kind: 'market' } },
      ...{ reduceOnly: false, reason: 'enter', exposure: 1 },
    }
    const commands = filled(stranger, 100)
    expect(commands[0]).toMatchObject({ kind: 'halted', why: expect.stringContaining('which we never sent') })
    expect(placed(commands)).toMatchObject([flattening])
    expect(state().halted).toContain(stranger.id)
  })
  test('when an order is filled beyond its size', () => {
    const { enter, filled } = desk()
    const { entry } = enter()
    const commands = filled(entry, 100)
    expect(commands[0]).toMatchObject({
      kind: 'halted',
      why: expect.stringContaining('was filled while it was filled'),
    })
    expect(placed(commands)).toMatchObject([{ ...flattening, size: -200 }])
  })
  test('when the answer to an order is lost; and it is never sent again', () => {
    const { close, answered, filled, state } = desk()
    const [entry] = placed(close(100, 1))
    const commands = answered(entry, { kind: 'unknown', why: 'timed out' })
    expect(commands[0]).toMatchObject({ kind: 'halted', why: expect.stringContaining('timed out') })
    expect(state().orders.get(entry.id)?.state).toBe('unknown')
    for (let k = 0; k < 30; k++) expect(placed(close(100 + k, 1))).toEqual([])
    // It had arrived after all: what it opened is closed, not kept.
    expect(placed(filled(entry, 100))).toEqual(expect.arrayContaining([expect.objectContaining(flattening)]))
  })
  test('when a stop is refused', () => {
    const { close, filled, answered } = desk()
    const [entry] = placed(close(100, 1))
    const [stop] = placed(filled(entry, 100))
    const commands = answered(stop, { kind: 'refused', why: 'price is not on the tick' })
    expect(commands[0]).toMatchObject({ kind: 'halted', why: expect.stringContaining('price is not on the tick') })
    expect(placed(commands)).toMatchObject([flattening])
  })
  test('when a stop that rested is rejected as it wakes', () => {
    const { enter, hear, now } = desk()
    const { stop } = enter()
    const commands = hear({ kind: 'orderClosed', at: now(), id: stop.id, how: 'rejected', why: 'no liquidity' })
    expect(kinds(commands)).toEqual(['halted', 'place'])
    expect(placed(commands)).toMatchObject([flattening])
  })
  test('when the stream was interrupted', () => {
    const { enter, hear } = desk()
    enter()
    const gap = { kind: 'gap', from: newYear, to: epochMs(newYear + hour), what: 'order updates' } as const
    expect(hear(gap)).toMatchObject([
      { kind: 'halted', why: expect.stringContaining('order updates') },
      { kind: 'place', order: flattening },
    ])
  })
  test('when a person says so; and the reason that came first is kept', () => {
    const { enter, hear, now, state } = desk()
    enter()
    expect(placed(hear({ kind: 'halt', at: now(), why: 'enough' }))).toMatchObject([flattening])
    expect(hear({ kind: 'halt', at: now(), why: 'again' })).toEqual([])
    expect(state().halted).toBe('enough')
  })
  test('when the venue liquidated', () => {
    const { enter, hear, now, state } = desk()
    enter()
    const execution = {
      symbol,
      size: -100,
      price: 10,
      reference: 10,
      fee: 0,
      at: now(),
      reason: 'liquidation',
    } as const
    const commands = hear({ kind: 'liquidated', at: now(), executions: [execution], takeoverUsd: 1_000 })
    expect(kinds(commands)).toEqual(['halted'])
    // 10,000 − 100 · 90 − 1,000
    expect(state().account).toEqual({ cash: 0, positions: new Map() })
  })
  test('when the drawdown is beyond its limit; and nothing is opened again, however the price recovers', () => {
    const { close, filled, state } = desk({ risk: { ...unlimited, maxDrawdown: 0.2 }, exits: {} }, 20_000)
    const [entry] = placed(close(100, 1))
    expect(entry.size).toBe(200)
    filled(entry, 100)
    // 200 · 20 of 20,000 is 20 %: the limit itself is still allowed.
    expect(close(80, 1)).toEqual([])
    const commands = close(79.9, 1)
    expect(commands).toMatchObject([
      { kind: 'halted', why: 'drawdown 20.1 % is beyond the limit of 20.0 %' },
      { kind: 'place', order: { ...flattening, size: -200 } },
    ])
    filled(placed(commands)[0], 79.9)
    for (let k = 0; k < 50; k++) expect(close(80 + k, 1)).toEqual([])
    expect(state().account.positions.size).toBe(0)
  })
})

describe('in a halt', () => {
  test('an entry on its way is called back, and what it opened all the same is closed', () => {
    const { close, hear, filled, now } = desk()
    const [entry] = placed(close(100, 1))
    expect(hear({ kind: 'halt', at: now(), why: 'enough' })).toMatchObject([
      { kind: 'halted' },
      { kind: 'cancel', id: entry.id },
    ])
    const commands = filled(entry, 100)
    expect(placed(commands)).toMatchObject([{ reason: 'stop' }, flattening])
  })
  test('a close that was turned away is tried again at the next bar', () => {
    const { enter, hear, close, answered, now } = desk()
    enter()
    const [out] = placed(hear({ kind: 'halt', at: now(), why: 'enough' }))
    expect(answered(out, { kind: 'refused', why: 'too many requests' })).toEqual([])
    expect(placed(close(100, 1))).toMatchObject([flattening])
  })
  test('the stop stays until the position is gone', () => {
    const { enter, hear, filled, now } = desk()
    const { stop } = enter()
    const halting = hear({ kind: 'halt', at: now(), why: 'enough' })
    expect(kinds(halting)).toEqual(['halted', 'place'])
    expect(filled(placed(halting)[0], 100)).toMatchObject([{ kind: 'cancel', id: stop.id }])
  })
})

test('after the loss that a day may bring nothing is opened before the next UTC day', () => {
  const { close, enter, filled } = desk({ risk: { ...unlimited, maxDailyLoss: 0.03 }, exits: { stop: 0.05 } })
  const { stop } = enter()
  filled(stop, 95)
  // 5 % of 10,000 is gone. The direction is barred until the seeds want something else: the short is what the limit refuses.
  const commands = close(95, -1)
  expect(commands).toMatchObject([{ kind: 'refused', refusal: { rule: 'dailyLoss', max: 0.03 } }])
  expect(placed(close(95, -1, epochMs(newYear + day - hour)))).toEqual([])
  expect(placed(close(95, -1, epochMs(newYear + day)))).toMatchObject([{ size: -100, reason: 'enter' }])
})

test('an entry that the venue refuses is planned anew, under another id', () => {
  const { close, answered } = desk()
  const [entry] = placed(close(100, 1))
  answered(entry, { kind: 'refused', why: 'not enough margin' })
  const [again] = placed(close(100, 1))
  expect(again).toMatchObject({ size: 100, reason: 'enter' })
  expect(again.id).not.toBe(entry.id)
})

test('what is paid for holding comes out of the cash', () => {
  const { hear, state } = desk()
  hear({ kind: 'funded', at: newYear, symbol, usd: 1.25, assumed: false })
  expect(state().account.cash).toBe(9_998.75)
})

test('the same events decide the same, and no state is written to', () => {
  const strategy = breakout({ exits: { stop: 0.05 } })
  const state = begin({ at: newYear, run: 'test', cash: 10_000 })
  const before = structuredClone(state)
  const bar = { symbol, openTime: newYear, open: 100, high: 100, low: 100, close: 100, volume: 1 }
  const event = { kind: 'barsClosed', at: epochMs(newYear + hour), bars: [bar], wanted: { [symbol]: 1 } } as const
  const once = decide({ strategy, instruments }, state, event)
  expect(decide({ strategy, instruments }, state, event)).toEqual(once)
  expect(state).toEqual(before)
})
