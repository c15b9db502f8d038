import { heldIn } from '../market/account.ts'
import { reduced, refusal } from '../market/admission.ts'
import { takerFill } from '../market/fills.ts'
import type { EpochMs } from '../market/units.ts'
import type { PlannedOrder } from '../strategy/plan.ts'
import { execute } from './execute.ts'
import { type BacktestState, instrumentIn, type SymbolState } from './state.ts'

/**
 * Fills pending orders at the open, unless the venue would refuse them. Orders of symbols without a bar now stay
 * pending.
 */
export function fillPending(state: BacktestState, open: readonly SymbolState[], at: EpochMs): void {
  if (state.pending.length === 0) return
  const waiting: PlannedOrder[] = []
  for (const order of state.pending) {
    const symbolState = open.find(symbolState => symbolState.symbol === order.symbol)
    if (symbolState) fill(state, symbolState, order, at)
    else waiting.push(order)
  }
  state.pending = waiting
}

function fill(state: BacktestState, symbolState: SymbolState, order: PlannedOrder, at: EpochMs): void {
  const { account, marks, instruments, costs, refused, strategy } = state
  const size = order.reduceOnly ? reduced(order.size, heldIn(account, order.symbol)) : order.size
  if (size === 0) return
  const execution = takerFill(
    { ...order, size },
    at,
    symbolState.bars.open[symbolState.row],
    costs,
    instrumentIn(state, symbolState),
  )
  const why = refusal(account, execution, order.reduceOnly, marks, instruments, strategy.sizing.leverage)
  if (why) refused.set(why, (refused.get(why) ?? 0) + 1)
  else execute(state, symbolState, execution, order)
}
