import { equity } from '../market/account.ts'
import type { Price, Usd } from '../market/units.ts'
import { afterClose } from '../strategy/holding.ts'
import { plan } from '../strategy/plan.ts'
import { hold } from './execute.ts'
import { type BacktestState, candleOf, instrumentIn, type SymbolState } from './state.ts'

/**
 * Processes the close of the open bars: values the account and plans the next orders.
 *
 * @param at time of the close, epoch ms
 */
export function closeBars(state: BacktestState, open: readonly SymbolState[], at: number): void {
  for (const symbolState of open) state.marks.set(symbolState.symbol, symbolState.bars.close[symbolState.row])
  const worth = equity(state.account, state.marks)
  state.curve.time.push(at)
  state.curve.equity.push(worth)
  state.curve.gross.push(worth > 0 ? grossNotional(state) / worth : 0)
  for (const symbolState of open)
    hold(
      state,
      symbolState,
      afterClose(symbolState.holding, candleOf(symbolState), symbolState.target.exposure[symbolState.row]),
    )
  planNext(state, open, worth)
  for (const symbolState of open) symbolState.row++
}

function planNext(state: BacktestState, open: readonly SymbolState[], worth: Usd): void {
  // A liquidated account does not trade on; the runtime halts too.
  if (state.liquidations > 0) return
  const asked = open.filter(({ holding, target, row }) => holding.size !== 0 || target.exposure[row] !== 0)
  if (asked.length === 0) return
  const snapshots = asked.map(symbolState => snapshot(state, symbolState))
  state.pending = [...state.pending, ...plan(snapshots, worth, state.strategy)]
}

function grossNotional({ account, marks }: BacktestState): Usd {
  let notional = 0
  for (const [symbol, { size }] of account.positions) notional += Math.abs(size) * (marks.get(symbol) as Price)
  return notional
}

function snapshot(state: BacktestState, symbolState: SymbolState) {
  const { symbol, holding, target, row } = symbolState
  return {
    symbol,
    holding,
    wanted: target.exposure[row],
    ...(target.range && { range: target.range[row] }),
    close: candleOf(symbolState).close,
    instrument: instrumentIn(state, symbolState),
  }
}
