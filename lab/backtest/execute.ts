import { applyFill } from '../market/account.ts'
import type { Execution } from '../market/order.ts'
import { protection } from '../strategy/exits.ts'
import { afterFill, type Holding } from '../strategy/holding.ts'
import type { PlannedOrder } from '../strategy/plan.ts'
import { type BacktestState, instrumentIn, type SymbolState } from './state.ts'

/** Target of orders that the strategy did not decide: stop, target and liquidation. */
export const nothingWanted = { exposure: 0 } as const

/**
 * Books an execution in account, holding, trades and costs. @param decided target exposure and range at the time of
 * the decision
 */
export function execute(
  state: BacktestState,
  symbolState: SymbolState,
  execution: Execution,
  decided: Pick<PlannedOrder, 'exposure' | 'range'>,
): void {
  const { sizeDecimals } = instrumentIn(state, symbolState)
  state.account = applyFill(state.account, execution, sizeDecimals)
  hold(state, symbolState, afterFill(symbolState.holding, execution, decided, sizeDecimals))
  state.ledger.execute(execution, sizeDecimals)
  state.executions.push(execution)
  state.paid.feesUsd += execution.fee
  state.paid.slippageUsd += execution.size * (execution.price - execution.reference)
}

/** Updates the holding. Its stop and target are recomputed if their basis changed. */
export function hold(state: BacktestState, symbolState: SymbolState, holding: Holding): void {
  const { size, entryPrice, extreme } = symbolState.holding
  symbolState.holding = holding
  if (holding.size === size && holding.entryPrice === entryPrice && holding.extreme === extreme) return
  symbolState.levels = protection(holding, state.strategy.exits, instrumentIn(state, symbolState).price)
}
