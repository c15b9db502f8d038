import type { Indicators } from '../indicators/memo.ts'
import { type BarSteps, insideBars, openBars } from '../market/bar-sequence.ts'
import type { Bars } from '../market/bars.ts'
import type { Outcome } from '../market/outcome.ts'
import { epochMs } from '../market/units.ts'
import { closeBars } from './close.ts'
import { fillPending } from './fill-pending.ts'
import { fundLater, fundOpening } from './funding.ts'
import { liquidateIfLost } from './liquidate.ts'
import { stopOut, takeProfit } from './protect.ts'
import { type Backtested, type BacktestState, type SymbolState, startState, type World } from './state.ts'

export type { World } from './state.ts'

/**
 * Backtests a strategy. This is the plain evaluator, the reference for the fast one.
 *
 * A decision at the close of a bar is filled at the symbol's next open, with slippage and fee. Funding is charged
 * hourly on open positions. A liquidation ends the trading.
 *
 * @see `lab/market/bar-sequence.ts` for the sequence inside a bar
 * @param market bars of every symbol of the universe, all of the strategy's interval
 * @throws RangeError if a symbol has no bars, or lacks a column that a seed needs
 */
export function backtest(strategy: Backtested, market: readonly Bars[], world: World, indicators: Indicators): Outcome {
  const { interval } = strategy
  const state = startState(strategy, market, world, indicators)
  const { symbolStates, marks } = state
  const steps = stepsOf(state)
  for (let now = nextOpen(symbolStates); now < world.to; now = nextOpen(symbolStates)) {
    const open = symbolStates.filter(({ bars, row }) => row < bars.openTime.length && bars.openTime[row] === now)
    for (const { symbol, bars, row } of open) marks.set(symbol, bars.open[row])
    openBars(open, epochMs(now), steps)
    insideBars(open, epochMs(now + interval - 1), steps)
    closeBars(state, open, now + interval)
  }
  return outcome(
    state,
    world,
    market.some(bars => bars.synthetic),
  )
}

const stepsOf = (state: BacktestState): BarSteps<SymbolState> => ({
  fundOpening: symbolState => fundOpening(state, symbolState),
  liquidate: (moving, at) => liquidateIfLost(state, moving, at),
  fill: (open, at) => fillPending(state, open, at),
  fundLater: symbolState => fundLater(state, symbolState),
  stop: (symbolState, at) => stopOut(state, symbolState, at),
  target: (symbolState, at) => takeProfit(state, symbolState, at),
})

/** Time of the next bar to open, epoch ms; Infinity after the last bar. */
function nextOpen(symbolStates: readonly SymbolState[]): number {
  let next = Number.POSITIVE_INFINITY
  for (const { bars, row } of symbolStates) if (row < bars.openTime.length) next = Math.min(next, bars.openTime[row])
  return next
}

const outcome = (state: BacktestState, { cash }: World, synthetic: boolean): Outcome => ({
  synthetic,
  interval: state.strategy.interval,
  cash,
  time: Float64Array.from(state.curve.time),
  equity: Float64Array.from(state.curve.equity),
  gross: Float64Array.from(state.curve.gross),
  executions: state.executions,
  trades: state.ledger.closed,
  paid: state.paid,
  refused: state.refused,
  liquidations: state.liquidations,
})
