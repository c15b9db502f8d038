import type { Chart, Headline } from './chart.ts'
import { waterfall } from './waterfall.ts'

/** Profit and costs, USD. A cost that was paid is positive. */
export interface CostSummary {
  /** Profit before any cost. */
  readonly grossUsd: number
  readonly feesUsd: number
  readonly slippageUsd: number
  /** Negative when more funding was received than paid. */
  readonly fundingUsd: number
  /** Collateral that the venue kept when it took over positions; no step when there was none. */
  readonly takeoverUsd?: number
  readonly netUsd: number
}

/** A waterfall chart from gross profit, cost by cost, to net profit. */
export function costBreakdown(costs: CostSummary, headline: Headline = {}): Chart {
  const { grossUsd, feesUsd, slippageUsd, fundingUsd, takeoverUsd, netUsd } = costs
  return waterfall(
    {
      from: { name: 'gross profit', usd: grossUsd },
      steps: [
        { name: 'fees', change: -feesUsd },
        { name: 'slippage', change: -slippageUsd },
        { name: 'funding', change: -fundingUsd },
        ...(takeoverUsd ? [{ name: 'takeover', change: -takeoverUsd }] : []),
      ],
      to: { name: 'net profit', usd: netUsd },
    },
    { title: 'From gross to net', ...headline },
  )
}
