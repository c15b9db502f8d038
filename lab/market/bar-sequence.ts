import type { EpochMs } from './units.ts'

/**
 * What happens to a wallet within one bar. Whoever walks bars says here how each step is done; the order is stated below, once.
 *
 * @typeParam Bar one symbol's bar, as the walker keeps it
 */
export interface BarSteps<Bar> {
  /** Funding of the hour on which the bar opens: owed by what was held before the bar's own trades. */
  readonly fundOpening: (bar: Bar, at: EpochMs) => void
  /** Ends a wallet that its margin no longer carries. `moving`: bars whose price may still go to its worst; other symbols keep their mark. */
  readonly liquidate: (moving: readonly Bar[], at: EpochMs) => void
  /** Fills at the open what was ordered at an earlier close. */
  readonly fill: (bars: readonly Bar[], at: EpochMs) => void
  /** Funding of the bar's further hours, owed by what is held after the fills. */
  readonly fundLater: (bar: Bar, at: EpochMs) => void
  /** @returns whether the stop was reached */
  readonly stop: (bar: Bar, at: EpochMs) => boolean
  readonly target: (bar: Bar, at: EpochMs) => void
}

/**
 * At the open: funding, liquidation, fills. Marks are the opens by then.
 *
 * The venue charges the hour before it matches that hour's orders. A wallet that the gap since the last close has already lost is closed
 * before its orders could rescue it.
 *
 * The sequence inside a bar is this one and then `insideBars`. Three walk it: `lab/backtest/backtest.ts`, `lab/venues/embedded/bars/exchange.ts`, and
 * the kernel in `lab/backtest/kernel/wallet.as`, which goes from event to event and has to come to the same numbers.
 *
 * @param bars that open at `at`
 */
export function openBars<Bar>(bars: readonly Bar[], at: EpochMs, steps: BarSteps<Bar>): void {
  for (const bar of bars) steps.fundOpening(bar, at)
  steps.liquidate(nothingMoves, at)
  steps.fill(bars, at)
}

/**
 * After the open: funding, liquidation, stop, target. Only then does the bar close, and the next decision is made.
 *
 * A bar does not tell in which order its prices came, so the worst for the wallet comes first: everything moves against it at once, then the
 * stop is reached, and the target only when the stop was not.
 *
 * @param at the bar's last millisecond, with which everything of unknown time inside it is stamped
 */
export function insideBars<Bar>(bars: readonly Bar[], at: EpochMs, steps: BarSteps<Bar>): void {
  for (const bar of bars) steps.fundLater(bar, at)
  steps.liquidate(bars, at)
  for (const bar of bars) if (!steps.stop(bar, at)) steps.target(bar, at)
}

const nothingMoves: readonly never[] = []
