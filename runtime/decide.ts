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

/** The inputs that stay constant while a strategy trades. */
export interface TradingContext {
  readonly strategy: Strategy
  readonly instruments: Instruments
}

type Decision = readonly [State, readonly Command[]]
type Of<Kind extends Event['kind']> = Extract<Event, { kind: Kind }>

/**
 * Every trading decision of the runtime, as a pure function: the same state and event always give the same new state and commands.
 * Replaying a journal's events through it therefore gives the journal's commands.
 */
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

/** State before the first trade: cash alone, no positions, no orders. */
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
  const value = equity(before.account, marks)
  const state: State = {
    ...before,
    marks,
    markedAt,
    holdings,
    highestEquity: Math.max(before.highestEquity, value),
    day: dayOf(event.at) > before.day.start ? { start: dayOf(event.at), equity: value, orders: 0 } : before.day,
  }
  const drawdown = 1 - value / state.highestEquity
  // The test is `drawdown <= limit`, so a drawdown of NaN halts trading too.
  if (!state.halted && !(drawdown <= strategy.risk.maxDrawdown)) {
    return halt(
      context,
      state,
      event.at,
      `drawdown ${percent(drawdown)} is beyond the limit of ${percent(strategy.risk.maxDrawdown)}`,
    )
  }
  if (state.halted) return flatten(context, state, event.at)

  // A live market order will still change the position, so no further order is planned for its symbol.
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
  const drafts = plan(snapshots, value, strategy).map(draft => ({ ...draft, terms: { kind: 'market' } as const }))
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
  const step = remaining === 0 ? 'fillRest' : 'fillPart'
  const orders = moveOrder(state.orders, fill.id, step, fill.size)
  if (!orders) return halt(context, state, fill.at, illegal(before, fill.id, step))
  const [next, commands] = protect(context, { ...state, orders }, fill.at, [fill.symbol])
  if (!next.halted) return [next, commands]
  // In a halt, an entry may fill before its cancel arrives: the position it opened is closed too.
  const [last, closes] = flatten(context, next, fill.at)
  return [last, [...commands, ...closes]]
}

const closings = { cancelled: 'cancel', expired: 'expire', rejected: 'reject' } as const

function onOrderClosed(context: TradingContext, before: State, event: Of<'orderClosed'>): Decision {
  const step = closings[event.how]
  const state = moved(before, event.id, step)
  if (!state) return halt(context, before, event.at, illegal(before, event.id, step))
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
    // This answer only says that the venue received the cancel. The later `orderClosed` event confirms it.
    if (to === 'cancel') return [before, []]
    const state = moved(before, id, 'accept')
    return state ? [state, []] : halt(context, before, at, illegal(before, id, 'accept'))
  }
  const step = to === 'place' ? 'reject' : 'refuseCancel'
  const state = moved(before, id, step)
  if (!state) return halt(context, before, at, `${illegal(before, id, step)}; the venue's reason: ${answer.why}`)
  const { intent } = state.orders.get(id)!
  return to === 'place' && isProtective(intent) ? unprotected(context, state, at, intent, answer.why) : [state, []]
}

function onLiquidation(context: TradingContext, before: State, event: Of<'liquidated'>): Decision {
  let state = before
  for (const execution of event.executions) state = book(context, state, execution, nothingWanted)
  state = { ...state, account: { ...state.account, cash: state.account.cash - event.takeoverUsd } }
  return halt(context, state, event.at, 'the venue liquidated the account')
}

/** The venue refused a stop or target. A position without its protection is closed by a halt; without a position nothing happens. */
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

/** Adds an execution to the account and to the holding of its symbol. */
function book(
  context: TradingContext,
  state: State,
  execution: Execution | Fill,
  decided: Pick<Intent, 'exposure' | 'range'>,
): State {
  const instrument = context.instruments.get(execution.symbol)
  // The strategy does not trade this symbol, so its books do not count it. The caller halts trading.
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

/** Cancels live entries and closes every position that has no closing order yet. Stops stay at the venue until the position is zero. */
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

/** Makes the resting stops and targets of each symbol match the levels that its position needs now. */
function protect(context: TradingContext, before: State, at: EpochMs, symbols: readonly string[]): Decision {
  let state = before
  const commands: Command[] = []
  for (const symbol of symbols) {
    const holding = holdingOf(state, symbol)
    const grid = instrumentOf(context.instruments, symbol).price
    const levels = protection(holding, context.strategy.exits, grid)
    const change = protectionChange(symbol, holding, levels, state.orders)
    // The new stop is placed before the old one is cancelled: a position always has a stop.
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

/** Gives each draft a client id, checks it against the risk rules, and sends it if they approve. */
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

/** The text of a halt on an order event that the lifecycle table does not allow, or that names an order which is not ours. */
function illegal(state: State, id: ClientId, event: OrderEvent): string {
  const order = state.orders.get(id)
  return order
    ? `order ${id}: illegal transition: ${event} in state ${order.state}`
    : `order ${id}: ${event} of an order that was never sent`
}

/** @returns undefined where the lifecycle table does not allow the event */
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
