import { sampleAccount, sampleBars, sampleTrades } from '../../../charts/reference/sample.ts'
import type { ReportData } from '../report-data.ts'

/** A sample report on the made-up strategy of the chart tests: three segments and three gates, one for each verdict. */
export function sampleReport(changes: Partial<ReportData> = {}): ReportData {
  const bars = sampleBars(2_000)
  return {
    title: 'ema-cross on SYN-A',
    createdAt: Date.UTC(2026, 0, 1),
    synthetic: true,
    summary: ['It earned in training and lost in the test.'],
    ...sampleAccount(),
    symbols: [{ bars, trades: sampleTrades(bars) }],
    gates: [
      {
        name: 'deflated Sharpe ratio',
        verdict: 'fail',
        found: 0.41,
        required: 0.95,
        sentence: 'Luck would do as well.',
      },
      { name: 'cost stress', verdict: 'pass', found: 1.2, required: 1, sentence: 'Pays at twice the costs.' },
      { name: 'capacity', verdict: 'cannot say', required: 100_000, sentence: 'No order book was recorded.' },
    ],
    metrics: [
      { name: 'total return', unit: 'fraction', values: { train: 0.213, validation: -0.0523, test: -0.031 } },
      { name: 'Sharpe ratio', unit: 'ratio', period: 'per year', values: { train: 1.3, validation: Number.NaN } },
    ],
    yaml: 'name: ema-cross\nseeds:\n  - name: "<ema-cross>"\n',
    reproduce: ['npm run evolve -- --seed 7'],
    ...changes,
  }
}
