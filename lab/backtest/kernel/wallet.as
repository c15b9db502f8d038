import { walk } from './exits'
import { Facts, facts } from './facts'
import { clearEventQueue, enterLater, gather, kindsAt, nextSlot, passed } from './event-queue'
import { asleep, decides, fills, SymbolState, stateOf, leaves, sign, slotOf } from './symbol-state'
import { number, whole } from './memory'
import { fillFurther, fillNearer, isMoved, lastRow, leave, plan, settleOpen } from './orders'
import { addPath as addPathTo } from './path'
import { account } from './account'
import { beginEquityCurve, endEquityCurve, equityOfOne, equityWhileFlat, equityOfAll } from './equity-curve'
import { beginTrades } from './trades'
import { exposureAt, changeRow } from './exposure-changes'
import { factsAt, firstState, grossAt, symbolCount, dueIndexesAt, profitAt, slots, timeAt } from './world'

/**
 * Walks the account over its timeline from event to event. While a position is open, its exit does not depend on the
 * account. So each position is followed directly to its next event, and its value on the way is stored for every slot.
 *
 * Within a slot the sequence is that of `lab/market/bar-sequence.ts`: fills at the open, then stop before target.
 * Funding is settled when a size changes, from sums that `settleFunding` splits at the open. If a liquidation is
 * possible, the run is abandoned and the plain evaluator repeats it.
 *
 * @param interval of the bars, ms
 * @returns false if a liquidation is possible; the results are then invalid
 */
export function run(cash: f64, interval: f64): bool {
  memory.fill(factsAt, 0, offsetof<Facts>())
  account.cash = cash
  account.equity = cash
  account.gross = 0
  account.fresh = 0
  account.costs = 0
  account.left = 0
  account.held = 0
  beginTrades()
  beginEquityCurve(cash)
  for (let k = 0; k < symbolCount; k++) {
    const state = stateOf(firstState, k)
    state.size = 0
    state.barred = 0
    state.changeIndex = 0
    wait(state, k, 0)
  }
  if (!(symbolCount == 1 ? walkAlone(interval) : walkAll(interval))) return false
  endEquityCurve()
  for (let k = 0; k < symbolCount; k++) settleOpen(stateOf(firstState, k))
  return true
}

function walkAll(interval: f64): bool {
  let slot = 0
  while (slot < slots) {
    const next = min(slots, nextSlot(slot))
    const kinds = next < slots ? kindsAt(next) : 0
    // A decision at a close does not affect earlier prices.
    const isTraded = (kinds & ((1 << fills) | (1 << leaves))) != 0
    const until = next < slots && !isTraded ? next + 1 : next
    if (until > slot) {
      if (!advanceEquity(slot, until)) return giveUp(slot)
    }
    slot = next
    if (slot == slots) break
    if (isTraded) {
      if ((kinds & (1 << fills)) != 0) {
        dueCount = gather(slot, fills)
        fillAll(slot)
      }
      dueCount = gather(slot, leaves)
      if (dueCount > 0) leaveAll(slot, interval)
      if (!advanceEquity(slot, slot + 1)) return giveUp(slot)
    }
    account.fresh = 0
    account.costs = 0
    account.left = 0
    dueCount = gather(slot, decides)
    if (dueCount > 0) decideAll(slot)
    passed(slot)
    slot++
  }
  return true
}

/** As `walkAll`, for one symbol, which needs no event queue. */
function walkAlone(interval: f64): bool {
  const state = stateOf(firstState, 0)
  let slot = 0
  while (slot < slots) {
    const event = state.nextEvent
    const next = event == asleep ? slots : state.nextSlot
    const isTraded = event == fills || event == leaves
    const until = next < slots && !isTraded ? next + 1 : next
    if (until > slot && !advanceEquity(slot, until)) return giveUp(slot)
    slot = next
    if (slot == slots) break
    if (event == fills) {
      fillNearer(state, state.nextRow, slot)
      fillFurther(state, state.nextRow, slot)
      if (state.size == 0) wait(state, 0, state.nextRow)
      else follow(state, 0, state.nextRow)
    }
    if (state.nextEvent == leaves && state.nextSlot == slot) {
      leave(state, state.nextRow, number(timeAt, slot) + interval - 1)
      wait(state, 0, state.nextRow)
    }
    if (isTraded && !advanceEquity(slot, slot + 1)) return giveUp(slot)
    account.fresh = 0
    account.costs = 0
    account.left = 0
    if (state.nextEvent == decides && state.nextSlot == slot) decide(state, 0, slot)
    slot++
  }
  return true
}

@inline
function advanceEquity(from: i32, to: i32): bool {
  if (account.held == 0) return equityWhileFlat(from, to)
  return symbolCount == 1 ? equityOfOne(stateOf(firstState, 0), from, to) : equityOfAll(from, to)
}

/** Abandons the run, and clears the stored paths and events. */
function giveUp(from: i32): bool {
  const start = (<usize>from) << 3
  memory.fill(profitAt + start, 0, (<usize>(slots - from)) << 3)
  memory.fill(grossAt + start, 0, (<usize>(slots - from)) << 3)
  clearEventQueue()
  return false
}

let dueCount: i32 = 0

@inline
function schedule(state: SymbolState, k: i32, event: i32, row: i32): void {
  state.nextEvent = event
  state.nextRow = row
  if (event == asleep) return
  const slot = slotOf(state, row)
  state.nextSlot = slot
  if (symbolCount > 1) enterLater(k, slot)
}

@inline
function dueState(i: i32): SymbolState {
  return stateOf(firstState, whole(dueIndexesAt, i))
}

/**
 * Fills orders in order of decision time; for one close, first those that free margin, then in the order of the
 * universe.
 */
function fillAll(slot: i32): void {
  let done = -1
  for (;;) {
    let decided = i32.MAX_VALUE
    for (let i = 0; i < dueCount; i++) {
      const at = dueState(i).decidedSlot
      if (at > done) decided = min(decided, at)
    }
    if (decided == i32.MAX_VALUE) break
    for (let i = 0; i < dueCount; i++) {
      const state = dueState(i)
      if (state.decidedSlot == decided) fillNearer(state, state.nextRow, slot)
    }
    for (let i = 0; i < dueCount; i++) {
      const state = dueState(i)
      if (state.decidedSlot == decided) fillFurther(state, state.nextRow, slot)
    }
    done = decided
  }
  for (let i = 0; i < dueCount; i++) {
    const state = dueState(i)
    if (state.size == 0) wait(state, whole(dueIndexesAt, i), state.nextRow)
    else follow(state, whole(dueIndexesAt, i), state.nextRow)
  }
}

function leaveAll(slot: i32, interval: f64): void {
  for (let i = 0; i < dueCount; i++) {
    const state = dueState(i)
    leave(state, state.nextRow, number(timeAt, slot) + interval - 1)
    wait(state, whole(dueIndexesAt, i), state.nextRow)
  }
}

function decideAll(slot: i32): void {
  for (let i = 0; i < dueCount; i++) decide(dueState(i), whole(dueIndexesAt, i), slot)
}

@inline
function decide(state: SymbolState, k: i32, slot: i32): void {
  const row = state.nextRow
  catchUp(state, row)
  if (plan(state, row, slot, exposureAt(state.changes, state.changeIndex), account.equity)) {
    schedule(state, k, row + 1 < state.rows ? fills : asleep, row + 1)
  } else if (state.size == 0) wait(state, k, row + 1)
  else follow(state, k, row + 1)
}

/** With several symbols, stores the position's path, which is summed later. */
@inline
function addPath(state: SymbolState, from: i32, to: i32): void {
  if (symbolCount > 1) addPathTo(state, from, to)
}

/** Advances the current change up to a row. */
@inline
function catchUp(state: SymbolState, row: i32): void {
  let at = state.changeIndex
  while (at + 1 < state.changeCount && changeRow(state.changes, at + 1) <= row) at++
  state.changeIndex = at
}

/**
 * Without a position: schedules a decision at the first row, from this one on, with an exposure that is not 0 and not
 * barred.
 */
function wait(state: SymbolState, k: i32, row: i32): void {
  if (row >= state.rows) return schedule(state, k, asleep, row)
  catchUp(state, row)
  let at = state.changeIndex
  const count = state.changeCount
  if (state.barred != 0) {
    while (at < count && sign(exposureAt(state.changes, at)) == state.barred) at++
    if (at < count) state.barred = 0
  }
  while (at < count && exposureAt(state.changes, at) == 0) at++
  if (at == count) return schedule(state, k, asleep, row)
  state.changeIndex = at
  schedule(state, k, decides, max(row, changeRow(state.changes, at)))
}

/** With a position at the open of a row: schedules its exit, or the next decision. */
function follow(state: SymbolState, k: i32, row: i32): void {
  if (row >= state.rows) return schedule(state, k, asleep, row)
  catchUp(state, row)
  const latest = min(lastRow(state), state.rows - 1)
  let at = state.changeIndex
  let asked = max(row, latest)
  let isAsked = lastRow(state) < state.rows
  for (const count = state.changeCount; at < count; at++) {
    const begins = max(row, changeRow(state.changes, at))
    if (begins > asked) break
    if (!isMoved(state, exposureAt(state.changes, at))) continue
    asked = begins
    isAsked = true
    break
  }
  const out = walk(state, row, asked)
  if (out >= 0) {
    addPath(state, slotOf(state, row), slotOf(state, out))
    return schedule(state, k, leaves, out)
  }
  addPath(state, slotOf(state, row), slotOf(state, asked + 1))
  schedule(state, k, isAsked ? decides : asleep, asked)
}
