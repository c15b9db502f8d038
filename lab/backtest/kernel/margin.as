import { stateOf, SymbolState, openAt, rowAt } from './symbol-state'
import { number } from './memory'
import { account } from './account'
import { addSizes } from './rounding'
import { firstState, jumpAt, symbolCount, leverage } from './world'

/** Relative margin within which a bound is not trusted. */
const doubt: f64 = 1e-6

/** Lowest maximum leverage over all symbols and tiers, at most the configured leverage. */
let leastLeverage: f64 = 1
export function setLeastLeverage(least: f64): void {
  leastLeverage = least
}

/**
 * Whether the margin allows an order when it trades: see `refusal` in `lab/market/admission.ts`.
 *
 * A bound decides most cases: since the previous close, no position changed in value by more than the largest price move
 * of any symbol.
 */
export function isAdmitted(state: SymbolState, slot: i32, size: f64, price: f64, reference: f64, fee: f64): bool {
  const jump = number(jumpAt, slot)
  const units = abs(size)
  const gross = account.gross * (1 + jump) + account.fresh + account.costs + units * (price > reference ? price : reference)
  const equity = account.equity - account.gross * jump - account.costs - fee - units * abs(price - reference)
  if (gross * (1 + doubt) < equity * leastLeverage) return true
  return isCarried(state, slot, size, price, fee)
}

/** Exact check: initial margin of all positions, with this order filled, against equity, both at open prices. */
function isCarried(state: SymbolState, slot: i32, size: f64, price: f64, fee: f64): bool {
  let equity = account.cash - fee
  let margin: f64 = 0
  for (let k = 0; k < symbolCount; k++) {
    const each = stateOf(firstState, k)
    const isThis = each == state
    if (each.size == 0 && !isThis) continue
    const row = rowAt(each, slot)
    let held = each.size
    let entry = each.entry
    // The open price if the symbol has a bar, else its last close.
    const mark = row >= 0 ? openAt(each, row) : number(each.markAt, slot)
    if (held != 0) {
      const units = abs(held)
      const paid = row >= 0
        ? number(held > 0 ? each.longPaidOpen : each.shortPaidOpen, row)
        : number(held > 0 ? each.longPaidAt : each.shortPaidAt, slot)
      equity -= units * (paid - each.paidBefore)
    }
    if (isThis) {
      const next = held == 0 ? size : addSizes(held, size, each.lots)
      entry = held == 0 ? price : (held * entry + size * price) / (held + size)
      held = next
    }
    equity += held * (mark - entry)
    margin += initialMargin(each, abs(held) * mark)
  }
  return !(margin > equity)
}

/** See `initialMargin` in `lab/market/margin.ts`. */
function initialMargin(state: SymbolState, notional: f64): f64 {
  let cap = number(state.tiers, 1)
  for (let k = 1; k < state.tierCount; k++) if (notional > number(state.tiers, 2 * k)) cap = number(state.tiers, 2 * k + 1)
  return notional / min(leverage, cap)
}
