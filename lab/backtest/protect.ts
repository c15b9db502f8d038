import { limitReached, makerFill, stopReached, takerFill } from '../market/fills.ts'
import type { EpochMs } from '../market/units.ts'
import { execute, nothingWanted } from './execute.ts'
import { type BacktestState, candleOf, instrumentIn, type SymbolState } from './state.ts'

/** Closes the position at its stop. @returns whether the bar reached the stop */
export function stopOut(state: BacktestState, symbolState: SymbolState, at: EpochMs): boolean {
  const { size } = symbolState.holding
  const { stop } = symbolState.levels
  const reached = size !== 0 && stop ? stopReached(size, stop.price, candleOf(symbolState)) : undefined
  if (!stop || reached === undefined) return false
  const order = { symbol: symbolState.symbol, size: -size, reason: stop.reason }
  execute(
    state,
    symbolState,
    takerFill(order, at, reached, state.costs, instrumentIn(state, symbolState)),
    nothingWanted,
  )
  return true
}

/** Closes the position at its target if the price traded through it. */
export function takeProfit(state: BacktestState, symbolState: SymbolState, at: EpochMs): void {
  const { size } = symbolState.holding
  const { target } = symbolState.levels
  if (size === 0 || target === undefined || !limitReached(size, target, candleOf(symbolState))) return
  const order = { symbol: symbolState.symbol, size: -size, reason: 'target' } as const
  execute(state, symbolState, makerFill(order, at, target, state.costs), nothingWanted)
}
