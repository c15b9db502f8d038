import { applyFill } from '../market/account.ts'
import type { Execution } from '../market/order.ts'
import { protection } from '../strategy/exits.ts'
import { afterFill, type Holding } from '../strategy/holding.ts'
import type { PlannedOrder } from '../strategy/plan.ts'
import { type BacktestState, instrumentIn, type SymbolState } from './state.ts'

/** What stands behind an order that the strategy did not decide on: a stop, a target, a liquidation. */
export const nothingWanted = { exposure: 0 } as const

/** Books an execution everywhere: account, holding, trades, costs. @param decided what the strategy wanted when it ordered */
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

/** Remembers the holding; its stop and target follow when what they are measured by has changed. */
export function hold(state: BacktestState, symbolState: SymbolState, holding: Holding): void {
  const { size, entryPrice, extreme } = symbolState.holding
  symbolState.holding = holding
  if (holding.size === size && holding.entryPrice === entryPrice && holding.extreme === extreme) return
  symbolState.levels = protection(holding, state.strategy.exits, instrumentIn(state, symbolState).price)
}
