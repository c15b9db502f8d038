import { outlives } from './bound'
import { facts } from './facts'
import { SymbolState } from './symbol-state'
import { number, setNumber, whole } from './memory'
import { account } from './account'
import { dayEnds, dayEquity, grossAt, profitAt, slots, timeAt, worstRiskAt } from './world'

let height: f64 = 0
let low: f64 = 0
/** Slot of the last high; time under water counts from it. */
let heightSlot: i32 = 0
let nextDay: i32 = 0

export function beginEquityCurve(cash: f64): void {
  height = cash
  low = cash
  heightSlot = 0
  nextDay = 0
}

/**
 * Processes the closes of slots `[from, to)` without a position; there may have been one before the first close.
 *
 * @returns false if the worst price may have caused a liquidation
 */
export function equityWhileFlat(from: i32, to: i32): bool {
  const sum = facts()
  const cash = account.cash
  const exposed = account.gross + account.fresh
  const before = account.equity - account.costs
  const isSafe = exposed == 0 || before > exposed * number(worstRiskAt, from) || outlives(from, before, true)
  sum.equitySum += cash * (to - from)
  stand(cash, from)
  if (cash >= height) heightSlot = to - 1
  for (; whole(dayEnds, nextDay) < to && whole(dayEnds, nextDay) >= 0; nextDay++) setNumber(dayEquity, nextDay, cash)
  account.equity = cash
  account.gross = 0
  return isSafe
}

/**
 * Processes the closes of slots `[from, to)` with open positions, and clears their paths.
 *
 * @returns false if the worst price of a slot may have caused a liquidation
 */
export function equityOfAll(from: i32, to: i32): bool {
  const sum = facts()
  const cash = account.cash
  let before = account.equity - account.costs
  let gross = account.gross + account.fresh
  let equitySum: f64 = 0
  let grossSum: f64 = 0
  let held: i32 = 0
  let isSafe = true
  let dayEnd = whole(dayEnds, nextDay)
  for (let slot = from; slot < to; slot++) {
    if (!(before > gross * number(worstRiskAt, slot)) && !outlives(slot, before, slot == from)) isSafe = false
    const equity = cash + number(profitAt, slot)
    gross = number(grossAt, slot)
    setNumber(profitAt, slot, 0)
    setNumber(grossAt, slot, 0)
    equitySum += equity
    if (gross > 0) {
      grossSum += gross / equity
      held++
    }
    stand(equity, slot)
    if (slot == dayEnd) {
      setNumber(dayEquity, nextDay, equity)
      dayEnd = whole(dayEnds, ++nextDay)
    }
    before = equity
  }
  sum.equitySum += equitySum
  sum.grossSum += grossSum
  sum.heldSlots += held
  account.equity = before
  account.gross = gross
  return isSafe && before > 0
}

/** As `equityOfAll`, for an account with one symbol, which needs no stored path. */
export function equityOfOne(state: SymbolState, from: i32, to: i32): bool {
  const sum = facts()
  const cash = account.cash
  const size = state.size
  const units = abs(size)
  const entry = state.entry
  const paidBefore = state.paidBefore
  const marks = state.markAt
  const paid = size > 0 ? state.longPaidAt : state.shortPaidAt
  let before = account.equity - account.costs
  let gross = account.gross + account.fresh
  let equitySum: f64 = 0
  let grossSum: f64 = 0
  let isSafe = true
  let dayEnd = whole(dayEnds, nextDay)
  for (let slot = from; slot < to; slot++) {
    if (!(before > gross * number(worstRiskAt, slot)) && !outlives(slot, before, slot == from)) isSafe = false
    const price = number(marks, slot)
    const equity = cash + (size * (price - entry) - units * (number(paid, slot) - paidBefore))
    gross = units * price
    equitySum += equity
    grossSum += gross / equity
    stand(equity, slot)
    if (slot == dayEnd) {
      setNumber(dayEquity, nextDay, equity)
      dayEnd = whole(dayEnds, ++nextDay)
    }
    before = equity
  }
  sum.equitySum += equitySum
  sum.grossSum += grossSum
  sum.heldSlots += to - from
  account.equity = before
  account.gross = gross
  return isSafe && before > 0
}

@inline
function stand(equity: f64, slot: i32): void {
  if (equity >= height) {
    if (low < height) endDive(slot - 1)
    height = equity
    low = equity
    heightSlot = slot
  } else if (equity < low) low = equity
}

function endDive(last: i32): void {
  const sum = facts()
  sum.deepest = max(sum.deepest, 1 - low / height)
  sum.longestUnderWater = max(sum.longestUnderWater, number(timeAt, last) - number(timeAt, heightSlot))
}

export function endEquityCurve(): void {
  const sum = facts()
  if (low < height) endDive(slots - 1)
  sum.lastEquity = account.equity
}
