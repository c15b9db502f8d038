import type { Fill, Intent } from '../lab/market/order.ts'
import { type EpochMs, epochMs, hour, type Price, type Size } from '../lab/market/units.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import { breakout, newYear, syntheticInstruments } from '../lab/testing/crafted.ts'
import { begin, decide } from './decide.ts'
import type { Answered, Command, Event, State } from './state.ts'

export const symbol = 'SYN-A'

/** An order of ours; by default a market entry of size 100. */
export const intentOf = (changes: Partial<Intent> & Pick<Intent, 'id'>): Intent => ({
  ...{ symbol, size: 100, terms: { kind: 'market' }, reduceOnly: false, reason: 'enter', exposure: 1 },
  ...changes,
})

/**
 * One strategy's trader without a venue: each function feeds it one event and returns the commands that `decide` gives.
 * By default the position is one times the equity, the stop is 5 % away and there are no risk limits; `changes` override that.
 */
export function testTrader(changes: Partial<Strategy> = {}, cash = 10_000) {
  const strategy = breakout({ exits: { stop: 0.05 }, ...changes })
  const context = { strategy, instruments: syntheticInstruments(strategy.universe) }
  let state: State = begin({ at: newYear, run: 'test', cash })
  let now: EpochMs = newYear

  function onEvent(event: Event): readonly Command[] {
    const [next, commands] = decide(context, state, event)
    state = next
    return commands
  }
  /** Closes one bar for each named symbol, one hour after the last close; all four prices of a bar are equal. */
  function closes(prices: Readonly<Record<string, readonly [price: Price, wanted: number]>>, at = epochMs(now + hour)) {
    now = at
    const openTime = epochMs(at - strategy.interval)
    const bars = Object.entries(prices).map(([symbol, [price]]) => {
      return { symbol, openTime, open: price, high: price, low: price, close: price, volume: 1 }
    })
    const wanted = Object.fromEntries(Object.entries(prices).map(([symbol, [, wanted]]) => [symbol, wanted]))
    return onEvent({ kind: 'barsClosed', at, bars, wanted })
  }
  const close = (price: Price, wanted: number, at?: EpochMs) => closes({ [symbol]: [price, wanted] }, at)
  const answered = ({ id }: Intent, answer: Answered, to: 'place' | 'cancel' = 'place') =>
    onEvent({ kind: 'answered', at: now, id, to, answer })
  const ended = ({ id }: Intent, how: 'cancelled' | 'expired' | 'rejected', why = 'asked for') =>
    onEvent({ kind: 'orderClosed', at: now, id, how, why })
  const filled = ({ id, symbol, size, reason }: Intent, price: Price, part: Size = size) => {
    const fill: Fill = { id, symbol, size: part, price, reference: price, fee: 0, at: now, reason }
    return onEvent({ kind: 'filled', fill, remaining: size - part })
  }
  /** Opens a long of 100 at a price of 100; its stop rests at 95. */
  function enter() {
    const [entry] = placed(close(100, 1))
    answered(entry, { kind: 'ok' })
    const [stop] = placed(filled(entry, 100))
    answered(stop, { kind: 'ok' })
    return { entry, stop }
  }
  return { onEvent, close, closes, answered, ended, filled, enter, state: () => state, now: () => now }
}

export const placed = (commands: readonly Command[]): readonly Intent[] =>
  commands.flatMap(command => (command.kind === 'place' ? [command.order] : []))
export const cancelled = (commands: readonly Command[]) =>
  commands.flatMap(command => (command.kind === 'cancel' ? [command.id] : []))
export const kinds = (commands: readonly Command[]) => commands.map(({ kind }) => kind)

/** The halt order that closes the 100 opened by `enter`. */
export const wayOut = { symbol, size: -100, reduceOnly: true, reason: 'halt', terms: { kind: 'market' } } as const
