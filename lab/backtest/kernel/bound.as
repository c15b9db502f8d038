import { candleAt, SymbolState, stateOf, rowAt } from './symbol-state'
import { number } from './memory'
import { account } from './account'
import { firstState, symbolCount, worstRiskAt } from './world'

/**
 * Whether risk is bounded position by position. One bound for the whole account is faster, but far too wide in a
 * crash.
 */
export let isClose: bool = false

export function boundEachPosition(isAsked: bool): void {
  isClose = isAsked
}

/** Allows for slippage and ticks, which can move a fill outside its bar. */
const margin: f64 = 1.02

/**
 * Upper bound of a position's loss from the previous close to the worst price of a slot, including funding and
 * maintenance margin.
 */
export function riskOf(state: SymbolState, slot: i32): f64 {
  if (slot == 0) return Infinity
  const isLong = state.size > 0
  const before = number(state.markAt, slot - 1)
  const row = rowAt(state, slot)
  let high = before
  let low = before
  if (row >= 0) {
    const at = candleAt(state, row)
    high = max(high, load<f64>(at, 8))
    low = min(low, load<f64>(at, 16))
  }
  const paid = isLong ? state.longPaidAt : state.shortPaidAt
  const funding = max<f64>(0, number(paid, slot) - number(paid, slot - 1))
  const lost = isLong ? before - low : high - before
  return abs(state.size) * (lost + funding + high * state.maintenance) * margin
}

/**
 * Whether the account certainly survives the worst of a slot for each position. @param before equity at the previous
 * close, minus costs
 */
export function outlives(slot: i32, before: f64, isFirst: bool): bool {
  if (!isClose) return false
  let worst = isFirst ? account.left + account.fresh * number(worstRiskAt, slot) : 0
  for (let k = 0; k < symbolCount; k++) {
    const state = stateOf(firstState, k)
    if (state.size != 0) worst += riskOf(state, slot)
  }
  return before > worst
}
