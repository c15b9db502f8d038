import { isClose, riskOf } from './bound'
import { fixLevels } from './exits'
import { facts } from './facts'
import { closeAt, enter, exit, Lane, openAt, rebalance, sign, slotOf, target as targetReason, time } from './lane'
import { isAdmitted } from './margin'
import { number } from './memory'
import { account } from './account'
import { addSizes, onGrid, toLot } from './rounding'
import { beginTrade, book, finishTrade } from './trades'
import { fraction, isScaled, leastChange, makerRate, mostBars, slippageRate, takerRate, timeAt } from './world'

/** Whether the seeds want another position than the one that is held: see `planSymbol` of `lab/strategy/plan.ts`. */
export function isMoved(lane: Lane, wanted: f64): bool {
  if (sign(wanted) != sign(lane.size)) return true
  const change = abs(wanted - lane.acted)
  if (change == 0) return false
  const part = isScaled ? max(abs(lane.acted), abs(wanted)) : 1.0
  return change >= leastChange * part
}

/** The row at whose close a position has been held as long as it may be. */
@inline
export function lastRow(lane: Lane): i32 {
  return mostBars == i32.MAX_VALUE ? i32.MAX_VALUE : lane.openedRow + max(mostBars, 1) - 1
}

/**
 * Orders of one symbol at the close of a row, for the next one.
 *
 * @param wanted what the seeds want, 0 where its direction is barred
 * @returns whether there are any
 */
export function plan(lane: Lane, row: i32, slot: i32, wanted: f64, equity: f64): bool {
  const held = lane.size
  lane.nearer = 0
  lane.further = 0
  lane.decidedSlot = slot
  lane.wanted = wanted
  if (held != 0 && row >= lastRow(lane)) {
    lane.nearer = -held
    lane.nearerReason = time
    lane.wanted = 0
    return true
  }
  const stays = held != 0 && sign(wanted) == sign(held)
  if (stays && !isMoved(lane, wanted)) return false
  const close = closeAt(lane, row)
  const wantedSize = equity > 0 ? toLot((wanted * fraction * equity) / close, lane.lots) : 0
  lane.wantedRange = lane.range == 0 ? 0 : number(lane.range, row)
  if (stays) {
    const change = addSizes(wantedSize, -held, lane.lots)
    if (change == 0 || !(wantedSize == 0 || abs(change) * close >= lane.minNotional)) return false
    if (abs(wantedSize) < abs(held)) {
      lane.nearer = change
      lane.nearerReason = rebalance
    } else {
      lane.further = change
      lane.furtherReason = rebalance
    }
    return true
  }
  if (held != 0) {
    lane.nearer = -held
    lane.nearerReason = exit
  }
  if (wantedSize != 0 && abs(wantedSize) * close >= lane.minNotional) {
    lane.further = wantedSize
    lane.furtherReason = enter
  }
  return held != 0 || lane.further != 0
}

/** Fills what brings the position nearer to zero, at the open of a row. */
export function fillNearer(lane: Lane, row: i32, slot: i32): void {
  const size = lane.nearer
  if (size == 0) return
  const reference = openAt(lane, row)
  const price = slipped(lane, size, reference)
  if (size != -lane.size && abs(size) * price < lane.minNotional) return
  execute(lane, row, number(timeAt, slot), true, size, price, reference, takerRate, lane.nearerReason)
}

/** Fills what opens or enlarges a position, unless the venue refuses. */
export function fillFurther(lane: Lane, row: i32, slot: i32): void {
  const size = lane.further
  if (size == 0) return
  const reference = openAt(lane, row)
  const price = slipped(lane, size, reference)
  const notional = abs(size) * price
  if (notional < lane.minNotional) return
  if (!isAdmitted(lane, slot, size, price, reference, notional * takerRate)) return
  execute(lane, row, number(timeAt, slot), true, size, price, reference, takerRate, lane.furtherReason)
  account.fresh += notional
}

/** Takes a position out inside a bar, where `walk` found that it leaves. */
export function leave(lane: Lane, row: i32, at: f64): void {
  const size = -lane.size
  const reference = lane.exitPrice
  const isTarget = lane.exitReason == targetReason
  const price = isTarget ? reference : slipped(lane, size, reference)
  execute(lane, row, at, false, size, price, reference, isTarget ? makerRate : takerRate, lane.exitReason)
}

/** Slippage and the tick both go against us. */
@inline
function slipped(lane: Lane, size: f64, reference: f64): f64 {
  return onGrid(lane, reference * (1 + (size > 0 ? slippageRate : -slippageRate)), size > 0)
}

/** @param isAtOpen whether it is filled at the bar's open, when funding of the later hours is not yet due */
function execute(
  lane: Lane,
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
  const held = lane.size
  const notional = abs(size) * price
  const fee = notional * rate
  const slippage = size * (price - reference)
  sum.traded += notional
  sum.fees += fee
  sum.slippage += slippage
  account.costs += fee + slippage
  if (held != 0) {
    if (isClose) account.left += riskOf(lane, slotOf(lane, row))
    settleFunding(lane, row, isAtOpen)
  }
  const next = held == 0 ? size : addSizes(held, size, lane.lots)
  if (held == 0) {
    beginTrade(lane, at)
    lane.entry = price
    lane.barred = 0
    lane.openedRow = row
    lane.extreme = price
    lane.measured = lane.wantedRange
    account.held++
  } else if (sign(size) == sign(held)) {
    lane.entry = (held * lane.entry + size * price) / (held + size)
  } else {
    const closed = (held > 0 ? 1.0 : -1.0) * min(abs(size), abs(held))
    account.cash += closed * (price - lane.entry)
  }
  account.cash -= fee
  book(lane, size, price, reference, fee)
  lane.size = next
  const isSignal = reason <= exit
  if (next == 0) {
    lane.barred = isSignal ? 0 : sign(held)
    account.held--
    finishTrade(lane, sign(held), at, reason)
    return
  }
  if (isSignal) lane.acted = lane.wanted
  const isLong = next > 0
  lane.paidBefore = number(isLong ? lane.longPaidOpen : lane.shortPaidOpen, row)
  lane.assumedBefore = number(lane.assumedPaidOpen, row)
  fixLevels(lane)
}

/** Counts what a position that is never closed has paid up to its last bar; its worth has it already. */
export function settleOpen(lane: Lane): void {
  if (lane.size != 0) settleFunding(lane, lane.rows - 1, false)
}

/** Takes the funding of a position, since its size last changed, off the cash. */
function settleFunding(lane: Lane, row: i32, isAtOpen: bool): void {
  const sum = facts()
  const units = abs(lane.size)
  const paid = lane.size > 0 ? (isAtOpen ? lane.longPaidOpen : lane.longPaid) : isAtOpen ? lane.shortPaidOpen : lane.shortPaid
  const funding = units * (number(paid, row) - lane.paidBefore)
  const assumed = units * (number(isAtOpen ? lane.assumedPaidOpen : lane.assumedPaid, row) - lane.assumedBefore)
  account.cash -= funding
  lane.funding += funding
  sum.funding += funding
  sum.assumedFunding += assumed
}
