import { type Account, equity, type Instruments, instrumentOf } from '../../lab/market/account.ts'
import type { VenueEvent } from '../../lab/market/execution-venue.ts'
import type { Execution } from '../../lab/market/order.ts'
import type { Outcome } from '../../lab/market/outcome.ts'
import { tradeLedger } from '../../lab/market/trades.ts'
import type { DurationMs, Price, Usd } from '../../lab/market/units.ts'

/** Collects a venue's events into the same `Outcome` that a backtest returns. */
export interface OutcomeRecorder {
  onEvent(event: VenueEvent): void
  /** The outcome of all events so far. */
  outcome(): Outcome
}

/**
 * @param account returns the account after all events so far
 * @param world fields of the outcome that no event contains: starting cash, bar interval, simulated market or not
 */
export function outcomeRecorder(
  account: () => Account,
  instruments: Instruments,
  world: { readonly cash: Usd; readonly interval: DurationMs; readonly synthetic: boolean },
): OutcomeRecorder {
  const tradeBook = tradeLedger()
  const executions: Execution[] = []
  const refused = new Map<string, number>()
  const marks = new Map<string, Price>()
  const paid = { feesUsd: 0, slippageUsd: 0, fundingUsd: 0, assumedFundingUsd: 0, takeoverUsd: 0 }
  const [time, equityValue, gross]: [number[], number[], number[]] = [[], [], []]
  let liquidations = 0

  function execute(execution: Execution): void {
    tradeBook.execute(execution, instrumentOf(instruments, execution.symbol).sizeDecimals)
    executions.push(execution)
    paid.feesUsd += execution.fee
    paid.slippageUsd += execution.size * (execution.price - execution.reference)
  }

  function onEvent(event: VenueEvent): void {
    switch (event.kind) {
      case 'filled': {
        const { id: _, ...execution } = event.fill
        execute(execution)
        return
      }
      case 'liquidated':
        liquidations++
        paid.takeoverUsd += event.takeoverUsd
        event.executions.forEach(execute)
        return
      case 'funded':
        tradeBook.fund(event.symbol, event.usd)
        paid.fundingUsd += event.usd
        if (event.assumed) paid.assumedFundingUsd += event.usd
        return
      case 'orderClosed':
        if (event.how === 'rejected') refused.set(event.why, (refused.get(event.why) ?? 0) + 1)
        return
      case 'barsClosed': {
        for (const bar of event.bars) marks.set(bar.symbol, bar.close)
        const now = account()
        const value = equity(now, marks)
        let notional = 0
        for (const [symbol, { size }] of now.positions) notional += Math.abs(size) * (marks.get(symbol) as Price)
        time.push(event.at)
        equityValue.push(value)
        gross.push(value > 0 ? notional / value : 0)
        return
      }
      case 'gap':
        return
    }
  }

  const outcome = (): Outcome => ({
    ...world,
    time: Float64Array.from(time),
    equity: Float64Array.from(equityValue),
    gross: Float64Array.from(gross),
    executions,
    trades: tradeBook.closed,
    paid,
    refused,
    liquidations,
  })
  return { onEvent, outcome }
}
