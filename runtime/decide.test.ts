import { describe, expect, test } from 'vitest'
import type { Intent } from '../lab/market/order.ts'
import { clientId } from '../lab/market/order.ts'
import { day, type EpochMs, epochMs, hour } from '../lab/market/units.ts'
import type { BarClosed } from '../lab/market/venue.ts'
import { breakout, newYear, syntheticInstruments, unlimited } from '../lab/testing/crafted.ts'
import { begin, type Desk, decide, worthOf } from './decide.ts'
import { liveOrders } from './orders/book.ts'
import type { Command, Event, State } from './state.ts'

const symbol = 'SYN-A'
const desk = (changes: Parameters<typeof breakout>[0] = {}): Desk => {
  const strategy = breakout({ sizing: { fraction: 0.5, leverage: 5, rebalance: 0.1 }, ...changes })
  return { strategy, instruments: syntheticInstruments(strategy.universe) }
}
const bar = (close: number, openTime: EpochMs): BarClosed => ({
  symbol,
  openTime,
  open: close,
  high: close,
  low: close,
  close,
  volume: 1,
})
const close = (at: EpochMs, price: number, wanted: number): Event => ({
  ...{ kind: 'barsClosed', at, bars: [bar(price, epochMs(at - hour))], wanted: { [symbol]: wanted } },
})

/** A trader's life: events in, the last state and all commands out. Orders are accepted unless told otherwise. */
function live(at: Desk, ...events: readonly (Event | ((state: State) => Event))[]) {
  let state = begin({ at: newYear, run: 'test', cash: 10_000 })
  const commands: Command[] = []
  for (const next of events) {
    const event = typeof next === 'function' ? next(state) : next
    const [after, now] = decide(at, state, event)
    state = after
    commands.push(...now)
    for (const command of now) {
      if (command.kind !== 'place') continue
      ;[state] = decide(at, state, {
        kind: 'answered',
        at: newYear,
        id: command.order.id,
        to: 'place',
        answer: { kind: 'ok' },
      })
    }
  }
  return { state, commands }
}
const placed = (commands: readonly Command[]): Intent[] => commands.flatMap(c => (c.kind === 'place' ? [c.order] : []))
const reasons = (commands: readonly Command[]) => placed(commands).map(({ reason }) => reason)
const hours = (n: number) => epochMs(newYear + n * hour)

/** The newest live order of a kind is filled at a price. */
const filled =
  (price: number, kind: Intent['terms']['kind'] = 'market') =>
  (state: State): Event => {
    const order = liveOrders(state.orders)
      .filter(({ intent }) => intent.terms.kind === kind)
      .at(-1)
    if (!order) throw new Error(`no live ${kind} order`)
    const { id, symbol, size, reason } = order.intent
    return {
      kind: 'filled',
      fill: { id, symbol, size, price, reference: price, fee: 0, reason, at: hours(2) },
      remaining: 0,
    }
  }
const entered = [close(hours(1), 100, 1), filled(100)] as const

describe('an entry', () => {
  test('is a market order for the part of the wallet that the strategy says', () => {
    const { commands } = live(desk(), close(hours(1), 100, 1))
    expect(placed(commands)).toMatchObject([
      { symbol, size: 50, terms: { kind: 'market' }, reduceOnly: false, reason: 'enter' },
    ])
  })
  test('is protected as soon as it is filled', () => {
    const { commands } = live(desk({ exits: { stop: 0.05, target: 0.1 } }), ...entered)
    expect(placed(commands).slice(1)).toMatchObject([
      { size: -50, terms: { kind: 'stop', trigger: 95 }, reduceOnly: true, reason: 'stop' },
      { size: -50, terms: { kind: 'limit', price: 110 }, reduceOnly: true, reason: 'target' },
    ])
  })
  test('is not planned twice while the first order is on its way', () => {
    expect(reasons(live(desk(), close(hours(1), 100, 1), close(hours(2), 100, 1)).commands)).toEqual(['enter'])
  })
})

describe('protection', () => {
  test('moves with the trailing stop: the new one is placed before the old one is cancelled', () => {
    const { commands } = live(desk({ exits: { trailing: 0.1 } }), ...entered, close(hours(3), 120, 1))
    expect(commands.slice(-2).map(({ kind }) => kind)).toEqual(['place', 'cancel'])
    expect(placed(commands).at(-1)).toMatchObject({ terms: { kind: 'stop', trigger: 108 }, reason: 'trailing' })
  })
  test('is called off when the position is gone', () => {
    const { commands } = live(desk({ exits: { stop: 0.05, target: 0.1 } }), ...entered, filled(95, 'stop'))
    expect(commands.at(-1)).toMatchObject({ kind: 'cancel' })
  })
  test('that the venue refuses means that the position is not kept', () => {
    const { state, commands } = live(desk({ exits: { stop: 0.05 } }), ...entered, state => {
      const [stop] = liveOrders(state.orders).filter(({ intent }) => intent.terms.kind === 'stop')
      return {
        kind: 'answered',
        at: hours(2),
        id: stop.intent.id,
        to: 'place',
        answer: { kind: 'refused', why: 'price is not on the tick' },
      }
    })
    // The harness had accepted it; what is refused after that cannot be, and ends trading just the same.
    expect(state.halted).toBeDefined()
    expect(reasons(commands).at(-1)).toBe('halt')
  })
})

describe('what cannot be', () => {
  const id = clientId(`0x${'f'.repeat(32)}`)
  test('a fill of an order that was never sent counts, halts and is closed', () => {
    const stranger: Event = {
      kind: 'filled',
      fill: { id, symbol, size: 3, price: 100, reference: 100, fee: 0, reason: 'enter', at: hours(1) },
      remaining: 0,
    }
    const { state, commands } = live(desk(), stranger)
    expect(state.halted).toContain('never sent')
    expect(placed(commands)).toMatchObject([{ size: -3, reduceOnly: true, reason: 'halt' }])
  })
  test('an end of an order that was never sent halts', () => {
    expect(
      live(desk(), { kind: 'orderClosed', at: hours(1), id, how: 'cancelled', why: '' }).state.halted,
    ).toBeDefined()
  })
})

describe('not knowing', () => {
  const lost = (state: State): Event => {
    const [order] = liveOrders(state.orders)
    return {
      kind: 'answered',
      at: hours(1),
      id: order.intent.id,
      to: 'place',
      answer: { kind: 'unknown', why: 'timeout' },
    }
  }
  /** The first order, its answer lost. */
  const afterLoss = () => {
    const at = desk()
    const [state, [command]] = decide(at, begin({ at: newYear, run: 'test', cash: 10_000 }), close(hours(1), 100, 1))
    return { at, order: command.kind === 'place' ? command.order : undefined, answered: decide(at, state, lost(state)) }
  }
  test('halts: no trusted answer, no new risk', () =>
    expect(afterLoss().answered[0].halted).toContain('no trusted answer'))
  test('never sends the order again, at no later close', () => {
    const { at, order, answered } = afterLoss()
    let [state, commands] = answered
    for (let n = 2; n < 10; n++) {
      const [next, more] = decide(at, state, close(hours(n), 100, 1))
      state = next
      commands = [...commands, ...more]
    }
    expect(order).toBeDefined()
    expect(placed(commands)).toEqual([])
  })
  test('counts the fill when it comes after all, and closes it', () => {
    const { at, answered } = afterLoss()
    const [state, commands] = decide(at, answered[0], filled(100)(answered[0]))
    expect(state.account.positions.get(symbol)?.size).toBe(50)
    expect(placed(commands)).toMatchObject([{ size: -50, reason: 'halt' }])
  })
  test('of a gap in the streams halts and closes', () => {
    const { state, commands } = live(desk(), ...entered, { kind: 'gap', from: hours(3), to: hours(4), what: 'fills' })
    expect([state.halted !== undefined, reasons(commands).at(-1)]).toEqual([true, 'halt'])
  })
})

describe('limits', () => {
  const risk = { ...unlimited, maxDrawdown: 0.1, maxDailyLoss: 0.04 }
  test('a drawdown beyond the limit closes everything and opens nothing more', () => {
    // Half the wallet falls by 30 %: 15 % of the wallet.
    const { state, commands } = live(
      desk({ risk }),
      ...entered,
      close(hours(3), 70, 1),
      filled(70),
      close(hours(30), 70, 1),
      close(hours(60), 90, -1),
    )
    expect(state.halted).toContain('drawdown 15.0 %')
    expect(reasons(commands)).toEqual(['enter', 'halt'])
  })
  test('a day that has lost too much opens nothing until the next', () => {
    // Out at 90: 5 % of the wallet are lost. The seeds now want short.
    const until = [close(hours(3), 90, 0), filled(90), close(hours(5), 90, -1), close(hours(20), 90, -1)] as const
    expect(reasons(live(desk({ risk }), ...entered, ...until).commands)).toEqual(['enter', 'exit'])
    expect(
      reasons(live(desk({ risk }), ...entered, ...until, close(epochMs(newYear + day + hour), 90, -1)).commands),
    ).toEqual(['enter', 'exit', 'enter'])
  })
  test('refused orders are told with the rule and its numbers', () => {
    const { commands } = live(desk({ risk: { ...unlimited, maxOrderUsd: 1_000 } }), close(hours(1), 100, 1))
    expect(commands).toMatchObject([{ kind: 'refused', refusal: { rule: 'orderSize', usd: 5_000, maxUsd: 1_000 } }])
  })
})

describe('a halt', () => {
  const stop: Event = { kind: 'halt', at: hours(3), why: 'asked for' }
  test('closes what is held', () => expect(reasons(live(desk(), ...entered, stop).commands)).toEqual(['enter', 'halt']))
  test('calls back an entry that is on its way, and closes it when it fills all the same', () => {
    const called = live(desk(), close(hours(1), 100, 1), stop)
    expect(called.commands.map(({ kind }) => kind)).toEqual(['place', 'halted', 'cancel'])
    expect(reasons(live(desk(), close(hours(1), 100, 1), stop, filled(100)).commands)).toEqual(['enter', 'halt'])
  })
  test('is for good', () => {
    const { state, commands } = live(desk(), stop, close(hours(4), 100, 1), close(hours(5), 100, -1))
    expect([state.halted, placed(commands)]).toEqual(['asked for', []])
  })
})

test('money is counted as it moves: profit, fees and funding', () => {
  const { state } = live(
    desk(),
    ...entered,
    { kind: 'funded', at: hours(2), symbol, usd: 2.5, assumed: false },
    close(hours(3), 110, 1),
  )
  expect(worthOf(state)).toBeCloseTo(10_000 + 50 * 10 - 2.5, 9)
})

test('a liquidation ends trading, with the collateral that the venue kept', () => {
  const execution = {
    symbol,
    at: hours(3),
    size: -50,
    price: 10,
    reference: 10,
    fee: 0,
    reason: 'liquidation',
  } as const
  const { state } = live(desk(), ...entered, {
    kind: 'liquidated',
    at: hours(3),
    executions: [execution],
    takeoverUsd: 100,
  })
  expect(state.halted).toContain('liquidated')
  expect(state.account).toEqual({ cash: 10_000 - 50 * 90 - 100, positions: new Map() })
})
