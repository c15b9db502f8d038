import { cellMap } from '../../charts/cell-map.ts'
import { histogram } from '../../charts/histogram.ts'
import { figure, plotWidth } from '../../report/figure.ts'
import { html, type Part } from '../../report/markup.ts'
import { note } from '../../report/notice.ts'
import { inUnit } from '../../report/number-text.ts'
import type { Judgement } from '../judgement.ts'
import { maximumDensity } from '../statistics/maximum.ts'
import { notMeasured } from './not-measured.ts'

/**
 * Figure of the training Sharpe ratio, beside the distribution of the best Sharpe ratio among as many trials without
 * skill.
 */
export async function luck({ findings, candidate: { synthetic } }: Judgement): Promise<Part> {
  const { sharpeAnnual, spreadAnnual, luckyAnnual, tries = 0 } = findings.significance ?? {}
  if (sharpeAnnual === undefined || spreadAnnual === undefined || luckyAnnual === undefined || tries < 1)
    return html`<p>The number of trials is unknown, so the result of luck alone cannot be estimated.</p>`
  const density = Array.from({ length: 161 }, (_, i) => {
    const z = -2 + (9 * i) / 160
    return { x: z * spreadAnnual, y: maximumDensity(z, tries) / spreadAnnual }
  })
  const chart = histogram([], {
    ...{ x: 'Sharpe ratio of training, per year', width: plotWidth.page, density, synthetic },
    marks: [
      {
        at: luckyAnnual,
        label: `expected from luck in ${tries.toLocaleString('en-US')} trials: ${luckyAnnual.toFixed(2)}`,
      },
      { at: sharpeAnnual, label: `this strategy: ${sharpeAnnual.toFixed(2)}`, ours: true },
    ],
  })
  return [
    note(
      'Grey: distribution of the best Sharpe ratio among as many trials without skill. A candidate inside it may be luck.',
    ),
    await figure('What luck alone would reach', chart),
  ]
}

/** Figure of the out-of-sample ranks of the in-sample winners (CSCV: combinatorially symmetric cross-validation). */
export async function overfitting({ findings, candidate: { synthetic } }: Judgement): Promise<Part> {
  const cscv = findings.overfit?.cscv
  if (!cscv) return notMeasured
  const chart = histogram(cscv.logits, {
    ...{ x: 'logit of the winner’s out-of-sample rank', width: plotWidth.half, synthetic },
    marks: [{ at: 0, label: `below 0: overfit (${(100 * cscv.pbo).toFixed(1)} %)`, ours: true }],
  })
  return [
    note(
      `${cscv.splits.toLocaleString('en-US')} ways to split the training days into halves. Probability that the winner of one half loses in the other: ${(100 * cscv.lossProbability).toFixed(1)} %. Regression slope of the winners’ Sharpe ratios, out of sample on in sample: ${inUnit(cscv.slope, 'ratio')}.`,
    ),
    await figure('Logits of CSCV', chart),
  ]
}

/** Figure of the Sharpe ratios of the candidate in Monte Carlo scenarios. */
export async function scenarios({ findings, candidate: { synthetic } }: Judgement): Promise<Part> {
  const found = findings.monteCarlo
  if (!found) return notMeasured
  const worst = found.sharpe5 ?? 0
  const chart = histogram(found.sharpes, {
    ...{ x: 'Sharpe ratio per year', width: plotWidth.half, synthetic },
    marks: [
      { at: 0, label: 'no profit' },
      { at: worst, label: `5th percentile: ${worst.toFixed(2)}`, ours: true },
    ],
  })
  return [
    note('Days resampled in blocks, with varied volatility, costs, depth, drift, shocks and latency.'),
    await figure('Sharpe ratios of the scenarios', chart),
  ]
}

/**
 * Figures of the Sharpe ratios of strategies with similar genes. They are about the same on a plateau, and much lower
 * around an isolated peak.
 */
export async function plateau({ findings, candidate: { synthetic } }: Judgement): Promise<Part> {
  const found = findings.plateau
  if (!found) return notMeasured
  const { own, neighbours, map } = found
  const ratios = histogram(
    neighbours.map(({ sharpeAnnual }) => sharpeAnnual),
    {
      ...{ x: 'Sharpe ratio of neighbours, per year', width: plotWidth.page, synthetic },
      marks: own === undefined ? [] : [{ at: own, label: `this strategy: ${own.toFixed(2)}`, ours: true }],
    },
  )
  const drawn = await figure('Sharpe ratios of the neighbours', ratios)
  if (!map) return drawn
  const cells = cellMap(map.cells, {
    ...{ x: map.x, y: map.y, value: 'Sharpe ratio per year', width: plotWidth.page - 60, synthetic },
    title: 'Sharpe ratio per year in training and validation',
  })
  return [drawn, await figure('Map of two genes', cells)]
}
