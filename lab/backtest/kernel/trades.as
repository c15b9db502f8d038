import { facts } from './facts'
import { Lane } from './lane'
import { setNumber } from './memory'
import { firstLane, tradeLog, tradeLogEnd } from './world'

/** Numbers of a closed trade: see `lab/backtest/fast/trades.ts`. */
const tradeBytes: usize = 12 * 8

let next: usize = 0

/** Whether closed trades are written down: few ask for them, and they are more than all else that is written. */
let isKept = false

export function keepTrades(isAsked: bool): void {
  isKept = isAsked
}

export function beginTrades(): void {
  next = tradeLog
}

/** Bytes of closed trades that were written. */
export function tradesWritten(): usize {
  return next - tradeLog
}

/** An execution, booked to the trade that is open. */
export function book(lane: Lane, size: f64, price: f64, reference: f64, fee: f64): void {
  if (size > 0) {
    lane.bought += size
    lane.boughtUsd += size * price
  } else {
    lane.sold -= size
    lane.soldUsd -= size * price
  }
  lane.fees += fee
  lane.slippage += size * (price - reference)
}

export function beginTrade(lane: Lane, at: f64): void {
  lane.opened = at
  lane.bought = 0
  lane.boughtUsd = 0
  lane.sold = 0
  lane.soldUsd = 0
  lane.fees = 0
  lane.slippage = 0
  lane.funding = 0
}

/** @param direction of the position that is over */
export function finishTrade(lane: Lane, direction: i32, at: f64, reason: i32): void {
  const sum = facts()
  const moved = lane.soldUsd - lane.boughtUsd
  const net = moved - lane.fees - lane.funding
  sum.trades += 1
  sum.net += net
  sum.holdingTime += at - lane.opened
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
  setNumber(next, 0, <f64>((changetype<usize>(lane) - firstLane) / offsetof<Lane>()))
  setNumber(next, 1, direction)
  setNumber(next, 2, lane.opened)
  setNumber(next, 3, at)
  setNumber(next, 4, direction > 0 ? lane.bought : lane.sold)
  setNumber(next, 5, lane.boughtUsd / lane.bought)
  setNumber(next, 6, lane.soldUsd / lane.sold)
  setNumber(next, 7, lane.fees)
  setNumber(next, 8, lane.slippage)
  setNumber(next, 9, lane.funding)
  setNumber(next, 10, moved)
  setNumber(next, 11, reason)
  next += tradeBytes
}
