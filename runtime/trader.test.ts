import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { BarEvent, BarFeed, BarsClosed } from '../lab/market/bar-feed.ts'
import type {
  AccountEvent,
  ExecutionVenue,
  VenueAccount,
  VenueError,
  VenueEvent,
} from '../lab/market/execution-venue.ts'
import type { Approved, ClientId } from '../lab/market/order.ts'
import { epochMs, hour } from '../lab/market/units.ts'
import { fail, ok, type Result } from '../lab/result.ts'
import { breakout, craftedBars, newYear, quiet, syntheticInstruments } from '../lab/testing/crafted.ts'
import { SignalEngine } from './feed/signal-engine.ts'
import { JournalRecorder } from './journal/journal-recorder.ts'
import { readJournal } from './journal/read.ts'
import type { Event } from './state.ts'
import { Trader, type TraderOptions } from './trader.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-trader-'))
afterAll(() => rmSync(folder, { recursive: true }))

const symbol = 'SYN-A'
const at = epochMs(newYear + 40 * hour)
const empty: VenueAccount = { cash: 10_000, equity: 10_000, positions: new Map() }

/** A venue with scripted answers, whose events are published by `say`. */
function puppet(
  answers: {
    account?: Result<VenueAccount, VenueError>
    place?: Result<void, VenueError>
    /** Runs during the request, before its answer. */
    whilePlacing?: (order: Approved) => void
  } = {},
) {
  const listeners = new Set<(event: AccountEvent) => void>()
  const watchers = new Set<(event: BarEvent) => void>()
  const leverages: [string, number][] = []
  const orders: Approved[] = []
  const cancels: ClientId[] = []
  const venue: ExecutionVenue = {
    name: 'puppet',
    live: false,
    account: async () => answers.account ?? ok(empty),
    openOrders: async () => ok([]),
    fillsSince: async () => ok([]),
    async place(order) {
      orders.push(order)
      answers.whilePlacing?.(order)
      return answers.place ?? ok(undefined)
    },
    async cancel(id) {
      cancels.push(id)
      return ok(undefined)
    },
    cancelAll: async () => ok(undefined),
    async setLeverage(of, leverage) {
      leverages.push([of, leverage])
      return ok(undefined)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const feed: BarFeed = {
    subscribe(listener) {
      watchers.add(listener)
      return () => watchers.delete(listener)
    },
  }
  const say = (event: VenueEvent) => {
    if (event.kind === 'barsClosed') for (const watcher of watchers) watcher(event)
    else for (const listener of listeners) listener(event)
  }
  return { ports: { venue, feed }, say, orders, cancels, leverages, listening: () => listeners.size + watchers.size }
}

let journals = 0
async function trading(ports: Pick<TraderOptions, 'venue' | 'feed'>) {
  const strategy = breakout()
  const handled: Event[] = []
  const journal = join(folder, `${journals++}.jsonl`)
  const journalRecorder = new JournalRecorder(journal, () => at)
  const trader = await Trader.start({
    ...{
      context: { strategy, instruments: syntheticInstruments([symbol]) },
      ...ports,
      journalRecorder,
      clock: () => at,
      run: 'test',
    },
    signalEngine: new SignalEngine(strategy, [craftedBars(quiet(40))]),
    onDecision: event => handled.push(event),
  })
  return { trader, handled, journalRecorder, journal }
}

const funded: VenueEvent = { kind: 'funded', at, symbol, usd: 1, assumed: false }
/** A bar that breaks out of the flat bars before it. */
const rising: BarsClosed = {
  ...{ kind: 'barsClosed', at: epochMs(at + hour) },
  bars: [{ symbol, openTime: at, open: 100, high: 101, low: 100, close: 101, volume: 1 }],
}

describe('a trader starts', () => {
  test('by setting the leverage of its strategy and reading the cash of the account', async () => {
    const { ports, leverages } = puppet()
    const { trader } = await trading(ports)
    expect(leverages).toEqual([[symbol, 10]])
    expect(trader.state.account).toEqual({ cash: 10_000, positions: new Map() })
    await trader.stop()
  })
  test('only on an account without positions', async () => {
    const positions = new Map([['BTC', { size: 1, entryPrice: 100 }]])
    await expect(trading(puppet({ account: ok({ ...empty, positions }) }).ports)).rejects.toThrow(
      /expected an account without positions, found BTC/,
    )
  })
  test('only when the venue answers with its account', async () => {
    const { ports } = puppet({ account: fail({ kind: 'unknown', why: 'no route' }) })
    await expect(trading(ports)).rejects.toThrow('the account could not be read: no route')
  })
})

test('bars become a signal, the signal an order, and its answer an event', async () => {
  const { ports, say, orders } = puppet()
  const { trader, handled } = await trading(ports)
  say(rising)
  await trader.idle()
  // 10,000 / 101 = 99.0099…
  expect(orders).toMatchObject([{ symbol, size: 99.009, reason: 'enter' }])
  expect(handled.slice(1)).toMatchObject([
    { kind: 'barsClosed', wanted: { [symbol]: 1 } },
    { kind: 'answered', id: orders[0].id, to: 'place', answer: { kind: 'ok' } },
  ])
  expect(trader.state.orders.get(orders[0].id)?.state).toBe('open')
  await trader.stop()
})

test('an order is in the journal before it is sent', async () => {
  let written: readonly unknown[] = []
  const { ports, say, orders } = puppet({
    whilePlacing: () => {
      written = [...readJournal(journal)].map(({ payload }) => payload)
    },
  })
  const { trader, journal } = await trading(ports)
  say(rising)
  await trader.idle()
  expect(written.at(-1)).toEqual({ kind: 'place', order: orders[0] })
  await trader.stop()
})

test('nothing is decided while the venue is still publishing events', async () => {
  const { ports, say, orders } = puppet()
  const { trader, handled } = await trading(ports)
  say(rising)
  say(funded)
  expect([orders, handled.length]).toEqual([[], 1])
  await trader.idle()
  expect(handled.map(({ kind }) => kind)).toEqual(['started', 'barsClosed', 'funded', 'answered'])
  await trader.stop()
})

test('a fill that overtakes the answer to its order is handled before the answer', async () => {
  const { ports, say, orders } = puppet({
    whilePlacing: ({ id, symbol, size, reason }) => {
      say({ kind: 'filled', fill: { id, symbol, size, price: 101, reference: 101, fee: 0, at, reason }, remaining: 0 })
    },
  })
  const { trader, handled } = await trading(ports)
  say(rising)
  await trader.idle()
  expect(handled.map(({ kind }) => kind)).toEqual(['started', 'barsClosed', 'filled', 'answered'])
  expect(trader.state.orders.get(orders[0].id)?.state).toBe('filled')
  expect(trader.state.halted).toBeUndefined()
  await trader.stop()
})

test('a halt cancels the live order', async () => {
  const { ports, say, orders, cancels } = puppet()
  const { trader, handled } = await trading(ports)
  say(rising)
  await trader.idle()
  trader.halt('enough')
  await trader.idle()
  expect(trader.state.halted).toBe('enough')
  expect(cancels).toEqual([orders[0].id])
  expect(handled.at(-1)).toMatchObject({ kind: 'answered', id: orders[0].id, to: 'cancel', answer: { kind: 'ok' } })
  await trader.stop()
})

test('a throttled request counts as refused, because the venue never received it', async () => {
  const { ports, say, orders } = puppet({ place: fail({ kind: 'tooFast', retryAfterMs: 400 }) })
  const { trader } = await trading(ports)
  say(rising)
  await trader.idle()
  expect(trader.state.orders.get(orders[0].id)?.state).toBe('rejected')
  expect(trader.state.halted).toBeUndefined()
  await trader.stop()
})

test('a lost answer halts, and the order is not sent again', async () => {
  const { ports, say, orders } = puppet({ place: fail({ kind: 'unknown', why: 'timed out' }) })
  const { trader } = await trading(ports)
  say(rising)
  await trader.idle()
  say({
    ...rising,
    at: epochMs(at + 2 * hour),
    bars: rising.bars.map(bar => ({ ...bar, openTime: epochMs(at + hour) })),
  })
  await trader.idle()
  expect(orders).toHaveLength(1)
  expect(trader.state.halted).toContain('timed out')
  await trader.stop()
})

test('an event that arrives while the queue is emptying is not lost', async () => {
  const { ports, say } = puppet()
  const { trader, handled } = await trading(ports)
  let published = 0
  // The queue becomes empty a few microtasks after the first event: the second event is tried at each of them.
  for (let turns = 0; turns < 24; turns++) {
    say(funded)
    for (let k = 0; k < turns; k++) await Promise.resolve()
    say(funded)
    published += 2
    await trader.idle()
    expect(handled.filter(({ kind }) => kind === 'funded')).toHaveLength(published)
  }
  expect(trader.state.account.cash).toBe(10_000 - published)
  await trader.stop()
})

test('events are decided one at a time, in the order in which they came', async () => {
  const { ports, say } = puppet()
  const { trader, handled } = await trading(ports)
  for (let usd = 1; usd <= 100; usd++) say({ ...funded, usd })
  await trader.idle()
  expect(handled.slice(1).map(event => event.kind === 'funded' && event.usd)).toEqual(
    Array.from({ length: 100 }, (_, i) => i + 1),
  )
  await trader.stop()
})

test('an event that fails ends all trading: later events are not handled', async () => {
  const { ports, say } = puppet()
  const { trader, handled } = await trading(ports)
  say({ ...rising, bars: rising.bars.map(bar => ({ ...bar, symbol: 'SYN-Z' })) })
  await expect(trader.idle()).rejects.toThrow(/a bar of SYN-Z/)
  const before = handled.length
  say(funded)
  await expect(trader.idle()).rejects.toThrow(/a bar of SYN-Z/)
  expect(handled).toHaveLength(before)
  await expect(trader.stop()).rejects.toThrow(/a bar of SYN-Z/)
})

test('a stopped trader unsubscribes and releases its journal', async () => {
  const { ports, listening } = puppet()
  const { trader, journalRecorder } = await trading(ports)
  await trader.stop()
  expect(listening()).toBe(0)
  expect(() => journalRecorder.close()).not.toThrow()
})

test('a failed trader releases its journal as well', async () => {
  const { ports, say, listening } = puppet()
  const { trader, journal } = await trading(ports)
  say({ ...rising, bars: rising.bars.map(bar => ({ ...bar, symbol: 'SYN-Z' })) })
  await expect(trader.stop()).rejects.toThrow(/SYN-Z/)
  expect(listening()).toBe(0)
  new JournalRecorder(journal, () => at).close()
})
