import { takerFill } from '../market/fills.ts'
import { liquidation } from '../market/liquidation.ts'
import type { EpochMs, Price } from '../market/units.ts'
import { execute, nothingWanted } from './execute.ts'
import { type BacktestState, candleOf, instrumentIn, type SymbolState } from './state.ts'

/**
 * Liquidates all positions if the account falls below maintenance margin at the worst prices of the bar.
 *
 * @param moving symbols whose price may still reach its bar's worst; all other symbols are valued at their mark
 */
export function liquidateIfLost(state: BacktestState, moving: readonly SymbolState[], at: EpochMs): void {
  if (state.account.positions.size === 0) return
  const end = liquidation(state.account, state.marks, symbol => worstMark(state, moving, symbol), state.instruments)
  if (!end) return
  state.liquidations++
  for (const [symbol, { size }] of state.account.positions) {
    const order = { symbol, size: -size, reason: 'liquidation' } as const
    const price = end.prices.get(symbol) as Price
    const symbolState = state.symbolStates.find(symbolState => symbolState.symbol === symbol) as SymbolState
    execute(
      state,
      symbolState,
      takerFill(order, at, price, state.costs, instrumentIn(state, symbolState)),
      nothingWanted,
    )
  }
  const { cash } = state.account
  const left = end.backstop ? 0 : Math.max(0, cash)
  state.paid.takeoverUsd += cash - left
  state.account = { ...state.account, cash: left }
  state.pending = []
}

function worstMark({ marks }: BacktestState, moving: readonly SymbolState[], symbol: string): Price {
  const mark = marks.get(symbol) as Price
  for (const symbolState of moving) if (symbolState.symbol === symbol) return worstOfBar(symbolState, mark)
  return mark
}

/** The bar's worst price for the position. A stop limits it, because the stop would close the position first. */
function worstOfBar(symbolState: SymbolState, mark: Price): Price {
  const stop = symbolState.levels.stop?.price
  const { high, low } = candleOf(symbolState)
  return symbolState.holding.size > 0
    ? Math.max(low, Math.min(stop ?? low, mark))
    : Math.min(high, Math.max(stop ?? high, mark))
}
