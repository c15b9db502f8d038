import { walk } from './exits'
import { Facts, facts } from './facts'
import { clearEventQueue, enterLater, gather, kindsAt, nextSlot, passed } from './event-queue'
import { asleep, decides, fills, Lane, laneOf, leaves, sign, slotOf } from './lane'
import { number, whole } from './memory'
import { fillFurther, fillNearer, isMoved, lastRow, leave, plan, settleOpen } from './orders'
import { addPath as addPathTo } from './path'
import { account } from './account'
import { beginEquityCurve, endEquityCurve, equityOfOne, equityWhileFlat, equityOfAll } from './equity-curve'
import { beginTrades } from './trades'
import { exposureAt, changeRow } from './exposure-changes'
import { factsAt, firstLane, grossAt, laneCount, dueIndexesAt, profitAt, slots, timeAt } from './world'

/**
 * Walks the wallet over its timeline, from event to event. While a position stands, what ends it does not depend on the wallet: so each
 * is followed at once to where something happens next, and what it is worth on the way is left for every slot.
 *
 * Within a slot the sequence is that of `lab/market/bar-sequence.ts`: fills at the open, then stop before target. Funding is settled when a size
 * changes, from sums that `settleFunding` splits at the open; a wallet that a liquidation might end is given up to the plain evaluator.
 *
 * @param interval of the bars, ms
 * @returns whether no price may have taken more than there was; else nothing that was found counts
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
  for (let k = 0; k < laneCount; k++) {
    const lane = laneOf(firstLane, k)
    lane.size = 0
    lane.barred = 0
    lane.changeIndex = 0
    wait(lane, k, 0)
  }
  if (!(laneCount == 1 ? walkAlone(interval) : walkAll(interval))) return false
  endEquityCurve()
  for (let k = 0; k < laneCount; k++) settleOpen(laneOf(firstLane, k))
  return true
}

function walkAll(interval: f64): bool {
  let slot = 0
  while (slot < slots) {
    const next = min(slots, nextSlot(slot))
    const kinds = next < slots ? kindsAt(next) : 0
    // What is only decided on at a close changes nothing before it.
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

/** The same for a wallet of one symbol, which needs no event queue: what happens next happens to it. */
function walkAlone(interval: f64): bool {
  const lane = laneOf(firstLane, 0)
  let slot = 0
  while (slot < slots) {
    const event = lane.nextEvent
    const next = event == asleep ? slots : lane.nextSlot
    const isTraded = event == fills || event == leaves
    const until = next < slots && !isTraded ? next + 1 : next
    if (until > slot && !advanceEquity(slot, until)) return giveUp(slot)
    slot = next
    if (slot == slots) break
    if (event == fills) {
      fillNearer(lane, lane.nextRow, slot)
      fillFurther(lane, lane.nextRow, slot)
      if (lane.size == 0) wait(lane, 0, lane.nextRow)
      else follow(lane, 0, lane.nextRow)
    }
    if (lane.nextEvent == leaves && lane.nextSlot == slot) {
      leave(lane, lane.nextRow, number(timeAt, slot) + interval - 1)
      wait(lane, 0, lane.nextRow)
    }
    if (isTraded && !advanceEquity(slot, slot + 1)) return giveUp(slot)
    account.fresh = 0
    account.costs = 0
    account.left = 0
    if (lane.nextEvent == decides && lane.nextSlot == slot) decide(lane, 0, slot)
    slot++
  }
  return true
}

@inline
function advanceEquity(from: i32, to: i32): bool {
  if (account.held == 0) return equityWhileFlat(from, to)
  return laneCount == 1 ? equityOfOne(laneOf(firstLane, 0), from, to) : equityOfAll(from, to)
}

/** The paths that lie ahead are no longer wanted. */
function giveUp(from: i32): bool {
  const start = (<usize>from) << 3
  memory.fill(profitAt + start, 0, (<usize>(slots - from)) << 3)
  memory.fill(grossAt + start, 0, (<usize>(slots - from)) << 3)
  clearEventQueue()
  return false
}

let dueCount: i32 = 0

@inline
function schedule(lane: Lane, k: i32, event: i32, row: i32): void {
  lane.nextEvent = event
  lane.nextRow = row
  if (event == asleep) return
  const slot = slotOf(lane, row)
  lane.nextSlot = slot
  if (laneCount > 1) enterLater(k, slot)
}

@inline
function dueLane(i: i32): Lane {
  return laneOf(firstLane, whole(dueIndexesAt, i))
}

/** Orders that were decided on earlier come first, among those of one close what frees margin, and then the order of the universe. */
function fillAll(slot: i32): void {
  let done = -1
  for (;;) {
    let decided = i32.MAX_VALUE
    for (let i = 0; i < dueCount; i++) {
      const at = dueLane(i).decidedSlot
      if (at > done) decided = min(decided, at)
    }
    if (decided == i32.MAX_VALUE) break
    for (let i = 0; i < dueCount; i++) {
      const lane = dueLane(i)
      if (lane.decidedSlot == decided) fillNearer(lane, lane.nextRow, slot)
    }
    for (let i = 0; i < dueCount; i++) {
      const lane = dueLane(i)
      if (lane.decidedSlot == decided) fillFurther(lane, lane.nextRow, slot)
    }
    done = decided
  }
  for (let i = 0; i < dueCount; i++) {
    const lane = dueLane(i)
    if (lane.size == 0) wait(lane, whole(dueIndexesAt, i), lane.nextRow)
    else follow(lane, whole(dueIndexesAt, i), lane.nextRow)
  }
}

function leaveAll(slot: i32, interval: f64): void {
  for (let i = 0; i < dueCount; i++) {
    const lane = dueLane(i)
    leave(lane, lane.nextRow, number(timeAt, slot) + interval - 1)
    wait(lane, whole(dueIndexesAt, i), lane.nextRow)
  }
}

function decideAll(slot: i32): void {
  for (let i = 0; i < dueCount; i++) decide(dueLane(i), whole(dueIndexesAt, i), slot)
}

@inline
function decide(lane: Lane, k: i32, slot: i32): void {
  const row = lane.nextRow
  catchUp(lane, row)
  if (plan(lane, row, slot, exposureAt(lane.changes, lane.changeIndex), account.equity)) {
    schedule(lane, k, row + 1 < lane.rows ? fills : asleep, row + 1)
  } else if (lane.size == 0) wait(lane, k, row + 1)
  else follow(lane, k, row + 1)
}

/** Of several symbols, each leaves what it is worth where their sum is then read. */
@inline
function addPath(lane: Lane, from: i32, to: i32): void {
  if (laneCount > 1) addPathTo(lane, from, to)
}

/** Moves the change in force up to a row. */
@inline
function catchUp(lane: Lane, row: i32): void {
  let at = lane.changeIndex
  while (at + 1 < lane.changeCount && changeRow(lane.changes, at + 1) <= row) at++
  lane.changeIndex = at
}

/** Nothing is held: sleeps until a row, this one or a later one, at which something is wanted that is not barred. */
function wait(lane: Lane, k: i32, row: i32): void {
  if (row >= lane.rows) return schedule(lane, k, asleep, row)
  catchUp(lane, row)
  let at = lane.changeIndex
  const count = lane.changeCount
  if (lane.barred != 0) {
    while (at < count && sign(exposureAt(lane.changes, at)) == lane.barred) at++
    if (at < count) lane.barred = 0
  }
  while (at < count && exposureAt(lane.changes, at) == 0) at++
  if (at == count) return schedule(lane, k, asleep, row)
  lane.changeIndex = at
  schedule(lane, k, decides, max(row, changeRow(lane.changes, at)))
}

/** Something is held when a row opens: follows it to where it leaves, or something else is wanted. */
function follow(lane: Lane, k: i32, row: i32): void {
  if (row >= lane.rows) return schedule(lane, k, asleep, row)
  catchUp(lane, row)
  const latest = min(lastRow(lane), lane.rows - 1)
  let at = lane.changeIndex
  let asked = max(row, latest)
  let isAsked = lastRow(lane) < lane.rows
  for (const count = lane.changeCount; at < count; at++) {
    const begins = max(row, changeRow(lane.changes, at))
    if (begins > asked) break
    if (!isMoved(lane, exposureAt(lane.changes, at))) continue
    asked = begins
    isAsked = true
    break
  }
  const out = walk(lane, row, asked)
  if (out >= 0) {
    addPath(lane, slotOf(lane, row), slotOf(lane, out))
    return schedule(lane, k, leaves, out)
  }
  addPath(lane, slotOf(lane, row), slotOf(lane, asked + 1))
  schedule(lane, k, isAsked ? decides : asleep, asked)
}
