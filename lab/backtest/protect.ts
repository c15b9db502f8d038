import { limitReached, makerFill, stopReached, takerFill } from '../market/fills.ts'
import type { EpochMs } from '../market/units.ts'
import { execute, nothingWanted } from './execute.ts'
import { type BacktestState, candleOf, instrumentIn, type Lane } from './state.ts'

/** Closes the position at its stop. @returns whether the bar reached it */
export function stopOut(state: BacktestState, lane: Lane, at: EpochMs): boolean {
  const { size } = lane.holding
  const { stop } = lane.levels
  const reached = size !== 0 && stop ? stopReached(size, stop.price, candleOf(lane)) : undefined
  if (!stop || reached === undefined) return false
  const order = { symbol: lane.symbol, size: -size, reason: stop.reason }
  execute(state, lane, takerFill(order, at, reached, state.costs, instrumentIn(state, lane)), nothingWanted)
  return true
}

/** Closes the position at its target when the market traded through it. */
export function takeProfit(state: BacktestState, lane: Lane, at: EpochMs): void {
  const { size } = lane.holding
  const { target } = lane.levels
  if (size === 0 || target === undefined || !limitReached(size, target, candleOf(lane))) return
  const order = { symbol: lane.symbol, size: -size, reason: 'target' } as const
  execute(state, lane, makerFill(order, at, target, state.costs), nothingWanted)
}
