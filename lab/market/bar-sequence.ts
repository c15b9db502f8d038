import type { EpochMs } from './units.ts'

/**
 * The steps that a wallet goes through within one bar. Each evaluator supplies its own steps; the order of the steps is
 * fixed below, once.
 *
 * @typeParam Bar one symbol's bar, in the evaluator's own representation
 */
export interface BarSteps<Bar> {
  /** Charges funding for the hour on which the bar opens, on the position held before the bar's own trades. */
  readonly fundOpening: (bar: Bar, at: EpochMs) => void
  /**
   * Liquidates the wallet if its margin no longer covers its positions. `moving`: bars whose price may still move to
   * its worst; all other symbols stay at their mark.
   */
  readonly liquidate: (moving: readonly Bar[], at: EpochMs) => void
  /** Fills, at the open, the orders placed at an earlier close. */
  readonly fill: (bars: readonly Bar[], at: EpochMs) => void
  /** Charges funding for the remaining hours of the bar, on the position held after the fills. */
  readonly fundLater: (bar: Bar, at: EpochMs) => void
  /** @returns whether the stop was reached */
  readonly stop: (bar: Bar, at: EpochMs) => boolean
  /** Closes the position if its target was reached. */
  readonly target: (bar: Bar, at: EpochMs) => void
}

/**
 * At the open: funding, liquidation, fills. Marks are the opening prices.
 *
 * The venue charges the hour's funding before it matches that hour's orders. A wallet that the gap since the last close
 * has made insolvent is liquidated before its orders could save it.
 *
 * The full sequence of a bar is `openBars`, then `insideBars`. Three evaluators follow it: `lab/backtest/backtest.ts`,
 * `lab/venues/embedded/bars/exchange.ts`, and the kernel in `lab/backtest/kernel/wallet.as`, which jumps from event to
 * event and must produce the same numbers.
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
 * A bar does not record the order of its prices, so the worst order for the wallet is assumed: first all prices move
 * against it at once, then the stop is reached, and the target only if the stop was not.
 *
 * @param at the bar's last millisecond; every event inside the bar is stamped with it, because its exact time is
 *   unknown
 */
export function insideBars<Bar>(bars: readonly Bar[], at: EpochMs, steps: BarSteps<Bar>): void {
  for (const bar of bars) steps.fundLater(bar, at)
  steps.liquidate(bars, at)
  for (const bar of bars) if (!steps.stop(bar, at)) steps.target(bar, at)
}

const nothingMoves: readonly never[] = []
