import { type Account, applyFill, equity, type Instruments, instrumentOf } from '../lab/market/account.ts'
import type { ClientId, Execution, Fill, Intent } from '../lab/market/order.ts'
import { day, type EpochMs, epochMs, type Usd } from '../lab/market/units.ts'
import { protection } from '../lab/strategy/exits.ts'
import { afterClose, afterFill, flat, type Holding } from '../lab/strategy/holding.ts'
import { plan } from '../lab/strategy/plan.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import { addOrder, liveOrders, moveOrder } from './orders/book.ts'
import { mintClientId } from './orders/client-id.ts'
import type { OrderEvent } from './orders/lifecycle.ts'
import { protectionChange } from './orders/protect.ts'
import { approve } from './risk/approve.ts'
import type { Situation } from './risk/rules/rule.ts'
import type { Command, Event, State } from './state.ts'

/** What does not change while a strategy trades. */
export interface TradingContext {
  readonly strategy: Strategy
  readonly instruments: Instruments
}

type Decision = readonly [State, readonly Command[]]
type Of<Kind extends Event['kind']> = Extract<Event, { kind: Kind }>

/** The trader's whole mind: no clock, no network, no surprise. Replaying the journal through it gives the same commands. */
export function decide(context: TradingContext, state: State, event: Event): Decision {
  switch (event.kind) {
    case 'started':
      return [begin(event), []]
    case 'barsClosed':
      return onClose(context, state, event)
    case 'filled':
      return onFill(context, state, event)
    case 'orderClosed':
      return onOrderClosed(context, state, event)
    case 'answered':
      return onAnswer(context, state, event)
    case 'funded':
      return [{ ...state, account: { ...state.account, cash: state.account.cash - event.usd } }, []]
    case 'liquidated':
      return onLiquidation(context, state, event)
    case 'gap':
      return halt(context, state, event.to, `${event.what} were interrupted from ${event.from} to ${event.to}`)
    case 'halt':
      return halt(context, state, event.at, event.why)
  }
}

export const begin = ({ at, run, cash }: Pick<Of<'started'>, 'at' | 'run' | 'cash'>): State => ({
  run,
  account: { cash, positions: new Map() },
  marks: new Map(),
  markedAt: new Map(),
  holdings: new Map(),
  orders: new Map(),
  planned: 0,
  highestEquity: cash,
  day: { start: dayOf(at), equity: cash, orders: 0 },
})

export const equityOf = (state: Pick<State, 'account' | 'marks'>): Usd => equity(state.account, state.marks)

function onClose(context: TradingContext, before: State, event: Of<'barsClosed'>): Decision {
  const { strategy, instruments } = context
  const marks = new Map(before.marks)
  const markedAt = new Map(before.markedAt)
  const holdings = new Map(before.holdings)
  for (const bar of event.bars) {
    marks.set(bar.symbol, bar.close)
    markedAt.set(bar.symbol, event.at)
    holdings.set(bar.symbol, afterClose(holdingOf(before, bar.symbol), bar, event.wanted[bar.symbol] ?? 0))
  }
  const worth = equity(before.account, marks)
  const state: State = {
    ...before,
    marks,
    markedAt,
    holdings,
    highestEquity: Math.max(before.highestEquity, worth),
    day: dayOf(event.at) > before.day.start ? { start: dayOf(event.at), equity: worth, orders: 0 } : before.day,
  }
  const drawdown = 1 - worth / state.highestEquity
  // A drawdown that is not known keeps no limit.
  if (!state.halted && !(drawdown <= strategy.risk.maxDrawdown)) {
    return halt(
      context,
      state,
      event.at,
      `drawdown ${percent(drawdown)} is beyond the limit of ${percent(strategy.risk.maxDrawdown)}`,
    )
  }
  if (state.halted) return flatten(context, state, event.at)

  // A market order that is still on its way will change the position: nothing is planned on top of it.
  const busy = new Set(
    liveOrders(state.orders)
      .filter(isMarket)
      .map(({ intent }) => intent.symbol),
  )
  const snapshots = event.bars
    .filter(({ symbol }) => !busy.has(symbol))
    .map(({ symbol, close }) => ({
      symbol,
      holding: holdingOf(state, symbol),
      wanted: event.wanted[symbol] ?? 0,
      ...(event.range?.[symbol] !== undefined && { range: event.range[symbol] }),
      close,
      instrument: instrumentOf(instruments, symbol),
    }))
  const drafts = plan(snapshots, worth, strategy).map(draft => ({ ...draft, terms: { kind: 'market' } as const }))
  const [planned, commands] = order(context, state, event.at, drafts)
  const [last, protective] = protect(
    context,
    planned,
    event.at,
    event.bars.map(({ symbol }) => symbol),
  )
  return [last, [...commands, ...protective]]
}

function onFill(context: TradingContext, before: State, { fill, remaining }: Of<'filled'>): Decision {
  const known = before.orders.get(fill.id)
  const state = book(context, before, fill, known?.intent ?? nothingWanted)
  if (!known)
    return halt(
      context,
      state,
      fill.at,
      `a fill of ${fill.size} ${fill.symbol} by order ${fill.id}, which we never sent`,
    )
  const orders = moveOrder(state.orders, fill.id, remaining === 0 ? 'fillRest' : 'fillPart', fill.size)
  if (!orders) return halt(context, state, fill.at, `order ${fill.id} was filled while it was ${known.state}`)
  const [next, commands] = protect(context, { ...state, orders }, fill.at, [fill.symbol])
  if (!next.halted) return [next, commands]
  // An entry that overtook its own cancel: what it opened is closed as well.
  const [last, closes] = flatten(context, next, fill.at)
  return [last, [...commands, ...closes]]
}

const closings = { cancelled: 'cancel', expired: 'expire', rejected: 'reject' } as const

function onOrderClosed(context: TradingContext, before: State, event: Of<'orderClosed'>): Decision {
  const state = moved(before, event.id, closings[event.how])
  if (!state) return halt(context, before, event.at, `order ${event.id} was ${event.how}, which it cannot have been`)
  const { intent } = state.orders.get(event.id)!
  if (event.how === 'rejected' && isProtective(intent)) return unprotected(context, state, event.at, intent, event.why)
  return protect(context, state, event.at, [intent.symbol])
}

function onAnswer(context: TradingContext, before: State, { at, id, to, answer }: Of<'answered'>): Decision {
  if (answer.kind === 'unknown') {
    const state = (to === 'place' && moved(before, id, 'lose')) || before
    return halt(context, state, at, `no trusted answer about order ${id}: ${answer.why}`)
  }
  if (answer.kind === 'ok') {
    // A cancel is confirmed by the order's own end, not by the venue having heard us.
    if (to === 'cancel') return [before, []]
    const state = moved(before, id, 'accept')
    return state ? [state, []] : halt(context, before, at, `order ${id} was accepted, which it cannot have been`)
  }
  const state = moved(before, id, to === 'place' ? 'reject' : 'refuseCancel')
  if (!state) return halt(context, before, at, `order ${id} was refused (${answer.why}), which it cannot have been`)
  const { intent } = state.orders.get(id)!
  return to === 'place' && isProtective(intent) ? unprotected(context, state, at, intent, answer.why) : [state, []]
}

function onLiquidation(context: TradingContext, before: State, event: Of<'liquidated'>): Decision {
  let state = before
  for (const execution of event.executions) state = book(context, state, execution, nothingWanted)
  state = { ...state, account: { ...state.account, cash: state.account.cash - event.takeoverUsd } }
  return halt(context, state, event.at, 'the venue liquidated the account')
}

/** A position that cannot be protected is not kept; without one there is nothing to protect. */
function unprotected(
  context: TradingContext,
  state: State,
  at: EpochMs,
  { symbol, reason }: Intent,
  why: string,
): Decision {
  if (holdingOf(state, symbol).size === 0) return [state, []]
  return halt(context, state, at, `the ${reason} order of ${symbol} was refused: ${why}`)
}

function book(
  context: TradingContext,
  state: State,
  execution: Execution | Fill,
  decided: Pick<Intent, 'exposure' | 'range'>,
): State {
  const instrument = context.instruments.get(execution.symbol)
  // Not ours to count. Whoever trades by the side in our account ends our trading, and no more than that.
  if (!instrument) return state
  const { sizeDecimals } = instrument
  const account: Account = applyFill(state.account, execution, sizeDecimals)
  const holding = afterFill(holdingOf(state, execution.symbol), execution, decided, sizeDecimals)
  const marks = state.marks.has(execution.symbol)
    ? state.marks
    : new Map(state.marks).set(execution.symbol, execution.price)
  return { ...state, account, marks, holdings: new Map(state.holdings).set(execution.symbol, holding) }
}

function halt(context: TradingContext, state: State, at: EpochMs, why: string): Decision {
  if (state.halted) return flatten(context, state, at)
  const [next, commands] = flatten(context, { ...state, halted: why }, at)
  return [next, [{ kind: 'halted', why }, ...commands]]
}

/** Calls back what would open, and closes what is held and is not being closed yet. Stops stay until the position is gone. */
function flatten(context: TradingContext, before: State, at: EpochMs): Decision {
  let state = before
  const commands: Command[] = []
  const live = liveOrders(state.orders).filter(isMarket)
  for (const { intent } of live.filter(({ intent }) => !intent.reduceOnly)) {
    const cancelling = moved(state, intent.id, 'askCancel')
    if (!cancelling) continue
    state = cancelling
    commands.push({ kind: 'cancel', id: intent.id, symbol: intent.symbol })
  }
  const closing = new Set(live.filter(({ intent }) => intent.reduceOnly).map(({ intent }) => intent.symbol))
  const drafts = [...state.account.positions].flatMap(([symbol, { size }]) => {
    if (closing.has(symbol)) return []
    return [{ symbol, size: -size, reduceOnly: true, reason: 'halt', exposure: 0, terms: { kind: 'market' } } as const]
  })
  const [last, closes] = order(context, state, at, drafts)
  return [last, [...commands, ...closes]]
}

/** Keeps the orders that rest for a position equal to the levels that it should have. */
function protect(context: TradingContext, before: State, at: EpochMs, symbols: readonly string[]): Decision {
  let state = before
  const commands: Command[] = []
  for (const symbol of symbols) {
    const holding = holdingOf(state, symbol)
    const grid = instrumentOf(context.instruments, symbol).price
    const levels = protection(holding, context.strategy.exits, grid)
    const change = protectionChange(symbol, holding, levels, state.orders)
    // The new stop is there before the old one goes: a position is never without.
    const [placed, places] = order(
      context,
      state,
      at,
      change.place.map(want => ({ ...want, symbol, reduceOnly: true, exposure: 0 })),
    )
    state = placed
    commands.push(...places)
    for (const { intent } of change.cancel) {
      const cancelling = moved(state, intent.id, 'askCancel')
      if (!cancelling) continue
      state = cancelling
      commands.push({ kind: 'cancel', id: intent.id, symbol })
    }
  }
  return [state, commands]
}

/** Numbers the drafts, asks the risk gate, and sends what it lets through. */
function order(context: TradingContext, before: State, at: EpochMs, drafts: readonly Omit<Intent, 'id'>[]): Decision {
  let state = before
  const commands: Command[] = []
  for (const draft of drafts) {
    const intent: Intent = { ...draft, id: mintClientId(state.run, state.planned) }
    state = { ...state, planned: state.planned + 1 }
    const answer = approve(intent, situation(context, state, at), context.strategy.risk)
    if (!answer.ok) {
      commands.push({ kind: 'refused', intent, refusal: answer.error })
      continue
    }
    const orders = moveOrder(addOrder(state.orders, intent), intent.id, 'send')!
    state = { ...state, orders, day: { ...state.day, orders: state.day.orders + 1 } }
    commands.push({ kind: 'place', order: answer.value })
  }
  return [state, commands]
}

function situation(context: TradingContext, state: State, now: EpochMs): Situation {
  const pending = new Map<string, number>()
  for (const { intent, filled } of liveOrders(state.orders).filter(isMarket)) {
    pending.set(intent.symbol, (pending.get(intent.symbol) ?? 0) + intent.size - filled)
  }
  return {
    now,
    account: state.account,
    equity: equityOf(state),
    marks: state.marks,
    markedAt: state.markedAt,
    interval: context.strategy.interval,
    pending,
    ordersToday: state.day.orders,
    dayStartEquity: state.day.equity,
    halted: state.halted,
    ...(context.strategy.expires !== undefined && { expires: context.strategy.expires }),
  }
}

function moved(state: State, id: ClientId, event: OrderEvent): State | undefined {
  const orders = moveOrder(state.orders, id, event)
  return orders && { ...state, orders }
}

const nothingWanted = { exposure: 0 } as const
const holdingOf = (state: State, symbol: string): Holding => state.holdings.get(symbol) ?? flat
const isMarket = ({ intent }: { readonly intent: Intent }) => intent.terms.kind === 'market'
const isProtective = ({ terms }: Intent) => terms.kind !== 'market'
const dayOf = (at: EpochMs): EpochMs => epochMs(Math.floor(at / day) * day)
const percent = (fraction: number) => `${(100 * fraction).toFixed(1)} %`
