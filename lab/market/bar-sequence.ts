import type { EpochMs } from './units.ts'

/**
 * The steps of a wallet within one bar. Each evaluator supplies its own steps. `openBars` and `insideBars` call them in
 * an order that is the same for all evaluators.
 *
 * @typeParam Bar one symbol's bar, in the evaluator's own representation
 */
export interface BarSteps<Bar> {
  /** Charges funding for the hour on which the bar opens, on the position held before the bar's own trades. */
  readonly fundOpening: (bar: Bar, at: EpochMs) => void
  /**
   * Liquidates the wallet if its margin no longer covers its positions.
   *
   * @param moving bars that are valued at their worst price for the wallet; all other symbols are valued at their mark
   */
  readonly liquidate: (moving: readonly Bar[], at: EpochMs) => void
  /** Fills, at the open, the orders placed at an earlier close. */
  readonly fill: (bars: readonly Bar[], at: EpochMs) => void
  /** Charges funding for the remaining hours of the bar, on the position held after the fills. */
  readonly fundLater: (bar: Bar, at: EpochMs) => void
  /** Closes the position if its stop was reached. @returns whether the stop was reached */
  readonly stop: (bar: Bar, at: EpochMs) => boolean
  /** Closes the position if its target was reached. */
  readonly target: (bar: Bar, at: EpochMs) => void
}

/**
 * At the open: funding, liquidation, fills. Marks are the opening prices.
 *
 * The venue charges the hour's funding before it matches that hour's orders. If the gap since the last close has made
 * the wallet insolvent, it is liquidated before its orders are filled.
 *
 * The full sequence of a bar is `openBars`, then `insideBars`. Three evaluators follow it: `lab/backtest/backtest.ts`,
 * `lab/venues/embedded/bars/exchange.ts`, and the kernel in `lab/backtest/kernel/wallet.as`. The kernel skips bars
 * without events, and must produce the same numbers.
 *
 * @param bars bars that open at `at`
 */
export function openBars<Bar>(bars: readonly Bar[], at: EpochMs, steps: BarSteps<Bar>): void {
  for (const bar of bars) steps.fundOpening(bar, at)
  steps.liquidate(nothingMoves, at)
  steps.fill(bars, at)
}

/**
 * After the open: funding, liquidation, stop, target. Then the bar closes and the next decision is made.
 *
 * A bar does not record the order of its prices, so the worst order for the wallet is assumed. First all prices move
 * against the wallet at once, then stops are checked. A target is checked only if the stop was not reached.
 *
 * @param at the bar's last millisecond. It is the time of every event inside the bar, because the exact times are
 *   unknown
 */
export function insideBars<Bar>(bars: readonly Bar[], at: EpochMs, steps: BarSteps<Bar>): void {
  for (const bar of bars) steps.fundLater(bar, at)
  steps.liquidate(bars, at)
  for (const bar of bars) if (!steps.stop(bar, at)) steps.target(bar, at)
}

const nothingMoves: readonly never[] = []
