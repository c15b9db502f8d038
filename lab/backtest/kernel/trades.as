import { facts } from './facts'
import { SymbolState } from './symbol-state'
import { setNumber } from './memory'
import { firstState, tradeLog, tradeLogEnd } from './world'

/** Layout of a closed trade: see `lab/backtest/fast/trades.ts`. */
const tradeBytes: usize = 12 * 8

let next: usize = 0

/** Whether closed trades are recorded. They are rarely needed, and larger than all other results. */
let isKept = false

export function keepTrades(isAsked: bool): void {
  isKept = isAsked
}

export function beginTrades(): void {
  next = tradeLog
}

/** Bytes of recorded trades. */
export function tradesWritten(): usize {
  return next - tradeLog
}

/** Adds an execution to the open trade. */
export function book(state: SymbolState, size: f64, price: f64, reference: f64, fee: f64): void {
  if (size > 0) {
    state.bought += size
    state.boughtUsd += size * price
  } else {
    state.sold -= size
    state.soldUsd -= size * price
  }
  state.fees += fee
  state.slippage += size * (price - reference)
}

export function beginTrade(state: SymbolState, at: f64): void {
  state.opened = at
  state.bought = 0
  state.boughtUsd = 0
  state.sold = 0
  state.soldUsd = 0
  state.fees = 0
  state.slippage = 0
  state.funding = 0
}

/** Records the trade of a closed position. @param direction of that position */
export function finishTrade(state: SymbolState, direction: i32, at: f64, reason: i32): void {
  const sum = facts()
  const moved = state.soldUsd - state.boughtUsd
  const net = moved - state.fees - state.funding
  sum.trades += 1
  sum.net += net
  sum.holdingTime += at - state.opened
  if (net > 0) {
    sum.wins += 1
    sum.gained += net
    sum.winningNow += 1
    sum.winningStreak = max(sum.winningStreak, sum.winningNow)
    sum.losingNow = 0
  } else if (net < 0) {
    sum.losses += 1
    sum.lost += net
    sum.losingNow += 1
    sum.losingStreak = max(sum.losingStreak, sum.losingNow)
    sum.winningNow = 0
  } else {
    sum.winningNow = 0
    sum.losingNow = 0
  }
  if (!isKept || next + tradeBytes > tradeLogEnd) return
  setNumber(next, 0, <f64>((changetype<usize>(state) - firstState) / offsetof<SymbolState>()))
  setNumber(next, 1, direction)
  setNumber(next, 2, state.opened)
  setNumber(next, 3, at)
  setNumber(next, 4, direction > 0 ? state.bought : state.sold)
  setNumber(next, 5, state.boughtUsd / state.bought)
  setNumber(next, 6, state.soldUsd / state.sold)
  setNumber(next, 7, state.fees)
  setNumber(next, 8, state.slippage)
  setNumber(next, 9, state.funding)
  setNumber(next, 10, moved)
  setNumber(next, 11, reason)
  next += tradeBytes
}
