import type { Metrics } from '../../lab/backtest/metrics.ts'
import { type Judged, shown } from '../../lab/validation/gates/gate.ts'
import { number, percent, table, usd } from './table.ts'

/** The most important metrics as a table with one column per segment. */
export function showMetrics(measured: readonly { readonly name: string; readonly metrics: Metrics }[]): string {
  const rows: readonly (readonly [string, (m: Metrics) => string])[] = [
    ['days', m => m.days.toFixed(0)],
    ['total return', m => percent(m.totalReturn)],
    ['annual return', m => percent(m.annualReturn)],
    ['Sharpe ratio (daily, per year)', m => number(m.sharpeAnnual)],
    ['maximum drawdown', m => percent(m.maxDrawdown)],
    ['trades', m => String(m.trades)],
    ['win rate', m => percent(m.winRate)],
    ['profit factor', m => number(m.profitFactor)],
    ['fees', m => usd(m.feesUsd)],
    ['slippage', m => usd(m.slippageUsd)],
    ['funding', m => usd(m.fundingUsd)],
    ['  of it at the assumed rate', m => usd(m.assumedFundingUsd)],
    ['liquidations', m => String(m.liquidations)],
  ]
  return table(
    ['', ...measured.map(({ name }) => name)],
    rows.map(([name, show]) => [name, ...measured.map(({ metrics }) => show(metrics))]),
  )
}

export const showGates = (gates: readonly Judged[]): string =>
  table(
    ['gate', 'verdict', 'found', 'required'],
    gates.map(({ gate, verdict, found, required, unit }) => [
      ...[gate, verdict, found === undefined ? '—' : shown(found, unit), shown(required, unit)],
    ]),
  )
