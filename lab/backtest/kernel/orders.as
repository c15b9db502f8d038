import { isClose, riskOf } from './bound'
import { fixLevels } from './exits'
import { facts } from './facts'
import { closeAt, enter, exit, SymbolState, openAt, rebalance, sign, slotOf, target as targetReason, time } from './symbol-state'
import { isAdmitted } from './margin'
import { number } from './memory'
import { account } from './account'
import { addSizes, onGrid, toLot } from './rounding'
import { beginTrade, book, finishTrade } from './trades'
import { fraction, isScaled, leastChange, makerRate, mostBars, slippageRate, takerRate, timeAt } from './world'

/**
 * Whether the target exposure differs enough from the position to trade: see `planSymbol` in `lab/strategy/plan.ts`.
 */
export function isMoved(state: SymbolState, wanted: f64): bool {
  if (sign(wanted) != sign(state.size)) return true
  const change = abs(wanted - state.acted)
  if (change == 0) return false
  const part = isScaled ? max(abs(state.acted), abs(wanted)) : 1.0
  return change >= leastChange * part
}

/** The row at whose close the time exit triggers. */
@inline
export function lastRow(state: SymbolState): i32 {
  return mostBars == i32.MAX_VALUE ? i32.MAX_VALUE : state.openedRow + max(mostBars, 1) - 1
}

/**
 * Plans the orders of a symbol at the close of a row, for the next row.
 *
 * @param wanted target exposure; 0 if its direction is barred
 * @returns whether there are orders
 */
export function plan(state: SymbolState, row: i32, slot: i32, wanted: f64, equity: f64): bool {
  const held = state.size
  state.nearer = 0
  state.further = 0
  state.decidedSlot = slot
  state.wanted = wanted
  if (held != 0 && row >= lastRow(state)) {
    state.nearer = -held
    state.nearerReason = time
    state.wanted = 0
    return true
  }
  const stays = held != 0 && sign(wanted) == sign(held)
  if (stays && !isMoved(state, wanted)) return false
  const close = closeAt(state, row)
  const wantedSize = equity > 0 ? toLot((wanted * fraction * equity) / close, state.lots) : 0
  state.wantedRange = state.range == 0 ? 0 : number(state.range, row)
  if (stays) {
    const change = addSizes(wantedSize, -held, state.lots)
    if (change == 0 || !(wantedSize == 0 || abs(change) * close >= state.minNotional)) return false
    if (abs(wantedSize) < abs(held)) {
      state.nearer = change
      state.nearerReason = rebalance
    } else {
      state.further = change
      state.furtherReason = rebalance
    }
    return true
  }
  if (held != 0) {
    state.nearer = -held
    state.nearerReason = exit
  }
  if (wantedSize != 0 && abs(wantedSize) * close >= state.minNotional) {
    state.further = wantedSize
    state.furtherReason = enter
  }
  return held != 0 || state.further != 0
}

/** Fills the order that reduces the position, at the open of a row. */
export function fillNearer(state: SymbolState, row: i32, slot: i32): void {
  const size = state.nearer
  if (size == 0) return
  const reference = openAt(state, row)
  const price = slipped(state, size, reference)
  if (size != -state.size && abs(size) * price < state.minNotional) return
  execute(state, row, number(timeAt, slot), true, size, price, reference, takerRate, state.nearerReason)
}

/** Fills the order that opens or enlarges the position, unless the venue would refuse it. */
export function fillFurther(state: SymbolState, row: i32, slot: i32): void {
  const size = state.further
  if (size == 0) return
  const reference = openAt(state, row)
  const price = slipped(state, size, reference)
  const notional = abs(size) * price
  if (notional < state.minNotional) return
  if (!isAdmitted(state, slot, size, price, reference, notional * takerRate)) return
  execute(state, row, number(timeAt, slot), true, size, price, reference, takerRate, state.furtherReason)
  account.fresh += notional
}

/** Closes a position inside a bar, at the exit found by `walk`. */
export function leave(state: SymbolState, row: i32, at: f64): void {
  const size = -state.size
  const reference = state.exitPrice
  const isTarget = state.exitReason == targetReason
  const price = isTarget ? reference : slipped(state, size, reference)
  execute(state, row, at, false, size, price, reference, isTarget ? makerRate : takerRate, state.exitReason)
}

/** Price after slippage, rounded to the tick; both are unfavourable. */
@inline
function slipped(state: SymbolState, size: f64, reference: f64): f64 {
  return onGrid(state, reference * (1 + (size > 0 ? slippageRate : -slippageRate)), size > 0)
}

/** Books an execution. @param isAtOpen whether it fills at the bar's open, before funding of the later hours */
function execute(
  state: SymbolState,
  row: i32,
  at: f64,
  isAtOpen: bool,
  size: f64,
  price: f64,
  reference: f64,
  rate: f64,
  reason: i32,
): void {
  const sum = facts()
  const held = state.size
  const notional = abs(size) * price
  const fee = notional * rate
  const slippage = size * (price - reference)
  sum.traded += notional
  sum.fees += fee
  sum.slippage += slippage
  account.costs += fee + slippage
  if (held != 0) {
    if (isClose) account.left += riskOf(state, slotOf(state, row))
    settleFunding(state, row, isAtOpen)
  }
  const next = held == 0 ? size : addSizes(held, size, state.lots)
  if (held == 0) {
    beginTrade(state, at)
    state.entry = price
    state.barred = 0
    state.openedRow = row
    state.extreme = price
    state.measured = state.wantedRange
    account.held++
  } else if (sign(size) == sign(held)) {
    state.entry = (held * state.entry + size * price) / (held + size)
  } else {
    const closed = (held > 0 ? 1.0 : -1.0) * min(abs(size), abs(held))
    account.cash += closed * (price - state.entry)
  }
  account.cash -= fee
  book(state, size, price, reference, fee)
  state.size = next
  const isSignal = reason <= exit
  if (next == 0) {
    state.barred = isSignal ? 0 : sign(held)
    account.held--
    finishTrade(state, sign(held), at, reason)
    return
  }
  if (isSignal) state.acted = state.wanted
  const isLong = next > 0
  state.paidBefore = number(isLong ? state.longPaidOpen : state.shortPaidOpen, row)
  state.assumedBefore = number(state.assumedPaidOpen, row)
  fixLevels(state)
}

/** Counts the funding of a position still open at the end. Equity includes it already. */
export function settleOpen(state: SymbolState): void {
  if (state.size != 0) settleFunding(state, state.rows - 1, false)
}

/** Deducts the funding of a position since its last change of size from the cash. */
function settleFunding(state: SymbolState, row: i32, isAtOpen: bool): void {
  const sum = facts()
  const units = abs(state.size)
  const paid = state.size > 0 ? (isAtOpen ? state.longPaidOpen : state.longPaid) : isAtOpen ? state.shortPaidOpen : state.shortPaid
  const funding = units * (number(paid, row) - state.paidBefore)
  const assumed = units * (number(isAtOpen ? state.assumedPaidOpen : state.assumedPaid, row) - state.assumedBefore)
  account.cash -= funding
  state.funding += funding
  sum.funding += funding
  sum.assumedFunding += assumed
}
