import { describe, expect, test } from 'vitest'
import { epochMs, hour } from '../lab/market/units.ts'
import { newYear, unlimited } from '../lab/testing/crafted.ts'
import { intentOf, kinds, placed, symbol, testTrader, wayOut } from './contract.ts'
import { mintClientId } from './orders/client-id.ts'

const stranger = intentOf({ id: mintClientId('another', 1) })
const lost = { kind: 'unknown', why: 'timed out' } as const
const refused = (why: string) => ({ kind: 'refused', why }) as const

describe('trading halts and everything is closed', () => {
  test('when a fill names an order that is not ours', () => {
    const { filled, state } = testTrader()
    const commands = filled(stranger, 100)
    expect(commands[0]).toMatchObject({ kind: 'halted', why: expect.stringContaining('which we never sent') })
    expect(placed(commands)).toMatchObject([wayOut])
    expect(state().halted).toContain(stranger.id)
  })
  test('when a fill is of a symbol that the strategy does not trade', () => {
    const { enter, filled } = testTrader()
    enter()
    const commands = filled({ ...stranger, symbol: 'BTC' }, 60_000)
    expect(commands[0]).toMatchObject({ kind: 'halted', why: expect.stringContaining('BTC') })
    expect(placed(commands)).toMatchObject([wayOut])
  })
  test('when an order is filled beyond its size', () => {
    const { enter, filled } = testTrader()
    const { entry } = enter()
    const commands = filled(entry, 100)
    const why = expect.stringMatching(/^order 0x\w+: illegal transition: fillRest in state filled$/)
    expect(commands[0]).toMatchObject({ kind: 'halted', why })
    expect(placed(commands)).toMatchObject([{ ...wayOut, size: -200 }])
  })
  test('when the venue reports the end of an order that was never sent', () => {
    const { enter, ended } = testTrader()
    enter()
    expect(ended(stranger, 'cancelled')).toMatchObject([
      { kind: 'halted', why: `order ${stranger.id}: cancel of an order that was never sent` },
      { kind: 'place', order: wayOut },
    ])
  })
  test('when a stop is refused', () => {
    const { close, filled, answered } = testTrader()
    const [entry] = placed(close(100, 1))
    const [stop] = placed(filled(entry, 100))
    const commands = answered(stop, refused('price is not on the tick'))
    expect(commands).toMatchObject([
      { kind: 'halted', why: 'the stop order of SYN-A was refused: price is not on the tick' },
      { kind: 'place', order: wayOut },
    ])
  })
  test('when a target is refused: without every tested exit a position is not kept', () => {
    const { close, filled, answered } = testTrader({ exits: { target: 0.1 } })
    const [target] = placed(filled(placed(close(100, 1))[0], 100))
    expect(placed(answered(target, refused('too many orders')))).toMatchObject([wayOut])
  })
  test('when a resting stop is rejected as it triggers', () => {
    const { enter, ended } = testTrader()
    const commands = ended(enter().stop, 'rejected', 'no liquidity')
    expect(commands).toMatchObject([
      { kind: 'halted', why: expect.stringContaining('no liquidity') },
      { kind: 'place', order: wayOut },
    ])
  })
  test('when the stream was interrupted', () => {
    const { enter, onEvent } = testTrader()
    enter()
    const gap = { kind: 'gap', from: newYear, to: epochMs(newYear + hour), what: 'order updates' } as const
    expect(onEvent(gap)).toMatchObject([
      { kind: 'halted', why: expect.stringContaining('order updates') },
      { kind: 'place', order: wayOut },
    ])
  })
  test('when a person halts it; the first reason is kept', () => {
    const { enter, onEvent, now, state } = testTrader()
    enter()
    expect(placed(onEvent({ kind: 'halt', at: now(), why: 'enough' }))).toMatchObject([wayOut])
    expect(onEvent({ kind: 'halt', at: now(), why: 'again' })).toEqual([])
    expect(state().halted).toBe('enough')
  })
  test('when the venue liquidated', () => {
    const { enter, onEvent, now, state } = testTrader()
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
    const commands = onEvent({ kind: 'liquidated', at: now(), executions: [execution], takeoverUsd: 1_000 })
    expect(kinds(commands)).toEqual(['halted'])
    // 10,000 − 100 · 90 − 1,000
    expect(state().account).toEqual({ cash: 0, positions: new Map() })
  })
  test('when the venue liquidated a foreign position in our account', () => {
    const { onEvent, now } = testTrader()
    const execution = { size: 1, price: 10, reference: 10, fee: 0, at: now(), reason: 'liquidation' } as const
    const commands = onEvent({
      kind: 'liquidated',
      at: now(),
      executions: [{ ...execution, symbol: 'BTC' }],
      takeoverUsd: 0,
    })
    expect(kinds(commands)).toEqual(['halted'])
  })
  test('when the drawdown is beyond its limit; nothing is opened again even if the price recovers', () => {
    const { close, filled, state } = testTrader({ risk: { ...unlimited, maxDrawdown: 0.2 }, exits: {} }, 20_000)
    const [entry] = placed(close(100, 1))
    expect(entry.size).toBe(200)
    filled(entry, 100)
    // 200 · 20 of 20,000 is 20 %: the limit itself is still allowed.
    expect(close(80, 1)).toEqual([])
    const commands = close(79.9, 1)
    expect(commands).toMatchObject([
      { kind: 'halted', why: 'drawdown 20.1 % is beyond the limit of 20.0 %' },
      { kind: 'place', order: { ...wayOut, size: -200 } },
    ])
    filled(placed(commands)[0], 79.9)
    for (let k = 0; k < 50; k++) expect(close(80 + k, 1)).toEqual([])
    expect(state().account.positions.size).toBe(0)
  })
  test('when the drawdown is NaN', () => {
    const { enter, onEvent, close, now, state } = testTrader()
    enter()
    onEvent({ kind: 'funded', at: now(), symbol, usd: Number.NaN, assumed: false })
    expect(placed(close(100, 1))).toMatchObject([wayOut])
    expect(state().halted).toBeDefined()
  })
})

describe('after a lost answer nothing is sent again', () => {
  test('to an entry: trading halts, and a position that the entry still opens is closed', () => {
    const { close, answered, filled, state } = testTrader()
    const [entry] = placed(close(100, 1))
    const commands = answered(entry, lost)
    expect(commands[0]).toMatchObject({ kind: 'halted', why: expect.stringContaining('timed out') })
    expect(state().orders.get(entry.id)?.state).toBe('unknown')
    for (let k = 0; k < 30; k++) expect(placed(close(100 + k, 1))).toEqual([])
    expect(placed(filled(entry, 100))).toMatchObject([{ reason: 'stop' }, wayOut])
  })
  test('to a stop: trading halts and the position is closed, because its protection is uncertain', () => {
    const { close, filled, answered } = testTrader()
    const [stop] = placed(filled(placed(close(100, 1))[0], 100))
    expect(placed(answered(stop, lost))).toMatchObject([wayOut])
  })
  test('to a cancel: trading halts', () => {
    const { enter, close, answered } = testTrader({ exits: { trailing: 0.05 } })
    const { stop } = enter()
    expect(placed(close(110, 1))).toMatchObject([{ terms: { kind: 'stop', trigger: 104.5 } }])
    expect(placed(answered(stop, lost, 'cancel'))).toMatchObject([wayOut])
  })
  test('to the closing order itself: no second one is sent', () => {
    const { enter, onEvent, close, answered, now } = testTrader()
    enter()
    const [out] = placed(onEvent({ kind: 'halt', at: now(), why: 'enough' }))
    expect(answered(out, lost)).toEqual([])
    for (let k = 0; k < 10; k++) expect(close(100, 1)).toEqual([])
  })
})

describe('in a halt', () => {
  test('a live entry is cancelled, and a position that it still opens is closed', () => {
    const { close, onEvent, filled, now } = testTrader()
    const [entry] = placed(close(100, 1))
    expect(onEvent({ kind: 'halt', at: now(), why: 'enough' })).toMatchObject([
      { kind: 'halted' },
      { kind: 'cancel', id: entry.id },
    ])
    expect(placed(filled(entry, 100))).toMatchObject([{ reason: 'stop' }, wayOut])
  })
  test('every position is closed by one order', () => {
    const { closes, filled, onEvent, now } = testTrader({ universe: [symbol, 'SYN-B'], exits: {} })
    for (const entry of placed(closes({ [symbol]: [100, 0.4], 'SYN-B': [50, -0.4] })))
      filled(entry, entry.size > 0 ? 100 : 50)
    const commands = onEvent({ kind: 'halt', at: now(), why: 'enough' })
    expect(placed(commands)).toMatchObject([
      { ...wayOut, size: -40 },
      { ...wayOut, symbol: 'SYN-B', size: 80 },
    ])
  })
  test('a closing order that was refused is sent again at the next bar, under another id', () => {
    const { enter, onEvent, close, answered, now } = testTrader()
    enter()
    const [out] = placed(onEvent({ kind: 'halt', at: now(), why: 'enough' }))
    expect(answered(out, refused('too many requests'))).toEqual([])
    const [again] = placed(close(100, 1))
    expect(again).toMatchObject(wayOut)
    expect(again.id).not.toBe(out.id)
  })
  test('the rest of a closing order that ended partly filled is closed at the next bar', () => {
    const { enter, onEvent, close, filled, ended, now } = testTrader()
    enter()
    const [out] = placed(onEvent({ kind: 'halt', at: now(), why: 'enough' }))
    filled(out, 100, -60)
    ended(out, 'cancelled', 'no liquidity')
    expect(placed(close(100, 1))).toMatchObject([{ ...wayOut, size: -40 }])
  })
  test('the stop stays until the position is closed', () => {
    const { enter, onEvent, filled, now } = testTrader()
    const { stop } = enter()
    const halting = onEvent({ kind: 'halt', at: now(), why: 'enough' })
    expect(kinds(halting)).toEqual(['halted', 'place'])
    expect(filled(placed(halting)[0], 100)).toMatchObject([{ kind: 'cancel', id: stop.id }])
  })
})
