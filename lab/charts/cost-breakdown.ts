import type { Chart, Headline } from './chart.ts'
import { waterfall } from './waterfall.ts'

/** Profit and costs in USD. A cost is positive when it reduced the profit. */
export interface CostSummary {
  /** Profit before any cost. */
  readonly grossUsd: number
  readonly feesUsd: number
  readonly slippageUsd: number
  /** Negative when more funding was received than paid. */
  readonly fundingUsd: number
  /** Collateral that the venue kept in liquidations. When absent or 0, the chart has no step for it. */
  readonly takeoverUsd?: number
  /** Gross profit minus all costs. */
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
