import type { Metrics } from '../../backtest/metrics.ts'
import type { CostSummary } from '../../charts/cost-breakdown.ts'
import type { Outcome } from '../../market/outcome.ts'
import type { Metric } from './report-data.ts'

/**
 * Table rows with the metrics of each segment.
 *
 * @param measured metrics by segment name
 */
export const metricRows = (measured: Readonly<Record<string, Metrics>>): readonly Metric[] =>
  rows.map(([name, key, unit, period]) => ({
    name,
    unit,
    ...(period && { period }),
    values: Object.fromEntries(Object.entries(measured).map(([segment, m]) => [segment, m[key]])),
  }))

/** Gross profit, costs and net profit of an outcome. */
export function costSummary(outcome: Outcome): CostSummary {
  const net = (outcome.equity.length > 0 ? outcome.equity[outcome.equity.length - 1] : outcome.cash) - outcome.cash
  const { feesUsd, slippageUsd, fundingUsd, takeoverUsd } = outcome.paid
  return {
    grossUsd: net + feesUsd + slippageUsd + fundingUsd + takeoverUsd,
    feesUsd,
    slippageUsd,
    fundingUsd,
    takeoverUsd,
    netUsd: net,
  }
}

type Row = readonly [name: string, key: keyof Metrics, unit: Metric['unit'], period?: string]

const rows: readonly Row[] = [
  ['Days', 'days', 'days'],
  ['Total return', 'totalReturn', 'fraction'],
  ['Annual return', 'annualReturn', 'fraction', 'per year'],
  ['Volatility, of daily returns', 'volatilityAnnual', 'fraction', 'per year'],
  ['Sharpe ratio, of daily returns', 'sharpeAnnual', 'ratio', 'per year'],
  ['Sortino ratio, of daily returns', 'sortinoAnnual', 'ratio', 'per year'],
  ['Calmar ratio', 'calmar', 'ratio', 'per year'],
  ['Maximum drawdown', 'maxDrawdown', 'fraction'],
  ['Longest time under water', 'longestUnderWaterDays', 'days'],
  ['Trades', 'trades', 'count'],
  ['Win rate', 'winRate', 'fraction', 'per trade'],
  ['Profit factor', 'profitFactor', 'ratio'],
  ['Expectancy', 'expectancyUsd', 'USD', 'per trade'],
  ['Mean holding time', 'meanHoldingHours', 'hours', 'per trade'],
  ['Longest winning streak', 'longestWinningStreak', 'count'],
  ['Longest losing streak', 'longestLosingStreak', 'count'],
  ['Time in the market', 'timeInMarket', 'fraction'],
  ['Turnover of equity', 'turnoverAnnual', 'ratio', 'per year'],
  ['Fees paid', 'feesUsd', 'USD'],
  ['Slippage paid', 'slippageUsd', 'USD'],
  ['Funding paid', 'fundingUsd', 'USD'],
  ['of it at the assumed rate', 'assumedFundingUsd', 'USD'],
  ['Liquidations', 'liquidations', 'count'],
]
