import { cellMap } from '../../charts/cell-map.ts'
import { histogram } from '../../charts/histogram.ts'
import { figure, plotWidth } from '../../report/figure.ts'
import { html, type Part } from '../../report/markup.ts'
import { note } from '../../report/notice.ts'
import { inUnit } from '../../report/number-text.ts'
import type { Judgement } from '../judgement.ts'
import { maximumDensity } from '../statistics/maximum.ts'
import { notMeasured } from './not-measured.ts'

/** The Sharpe ratio of training beside what the best of as many tries without any skill would have. */
export async function luck({ findings, candidate: { synthetic } }: Judgement): Promise<Part> {
  const { sharpeAnnual, spreadAnnual, luckyAnnual, tries = 0 } = findings.significance ?? {}
  if (sharpeAnnual === undefined || spreadAnnual === undefined || luckyAnnual === undefined || tries < 1)
    return html`<p>How often it was tried is not known, and so neither is what luck would have reached.</p>`
  const density = Array.from({ length: 161 }, (_, i) => {
    const z = -2 + (9 * i) / 160
    return { x: z * spreadAnnual, y: maximumDensity(z, tries) / spreadAnnual }
  })
  const chart = histogram([], {
    ...{ x: 'Sharpe ratio of training, per year', width: plotWidth.page, density, synthetic },
    marks: [
      { at: luckyAnnual, label: `luck of ${tries.toLocaleString('en-US')} tries, expected: ${luckyAnnual.toFixed(2)}` },
      { at: sharpeAnnual, label: `this one: ${sharpeAnnual.toFixed(2)}`, ours: true },
    ],
  })
  return [
    note('Grey: how the best of as many tries without any skill is distributed. A candidate inside it may be luck.'),
    await figure('What luck alone would have reached', chart),
  ]
}

/** How the winners of one half of the days do in the other half. */
export async function overfitting({ findings, candidate: { synthetic } }: Judgement): Promise<Part> {
  const cscv = findings.overfit?.cscv
  if (!cscv) return notMeasured
  const chart = histogram(cscv.logits, {
    ...{ x: 'logit of the winner’s rank out of sample', width: plotWidth.half, synthetic },
    marks: [{ at: 0, label: `left of it: overfit (${(100 * cscv.pbo).toFixed(1)} %)`, ours: true }],
  })
  return [
    note(
      `${cscv.splits.toLocaleString('en-US')} ways to halve the days of training. Probability of loss ${(100 * cscv.lossProbability).toFixed(1)} %, slope of the winners’ ratios out of sample on those in sample ${inUnit(cscv.slope, 'ratio')}.`,
    ),
    await figure('Logits of CSCV', chart),
  ]
}

/** What the candidate would have earned in other worlds. */
export async function scenarios({ findings, candidate: { synthetic } }: Judgement): Promise<Part> {
  const found = findings.monteCarlo
  if (!found) return notMeasured
  const worst = found.sharpe5 ?? 0
  const chart = histogram(found.sharpes, {
    ...{ x: 'Sharpe ratio per year', width: plotWidth.half, synthetic },
    marks: [
      { at: 0, label: 'nothing earned' },
      { at: worst, label: `worst twentieth: ${worst.toFixed(2)}`, ours: true },
    ],
  })
  return [
    note('Days drawn anew in blocks, with other volatility, costs, depth, drift, shocks and latency.'),
    await figure('Sharpe ratios of the scenarios', chart),
  ]
}

/** What the neighbours of its genes earn: much the same on a plateau, nothing around a needle. */
export async function plateau({ findings, candidate: { synthetic } }: Judgement): Promise<Part> {
  const found = findings.plateau
  if (!found) return notMeasured
  const { own, neighbours, map } = found
  const ratios = histogram(
    neighbours.map(({ sharpeAnnual }) => sharpeAnnual),
    {
      ...{ x: 'Sharpe ratio of neighbours, per year', width: plotWidth.page, synthetic },
      marks: own === undefined ? [] : [{ at: own, label: `this one: ${own.toFixed(2)}`, ours: true }],
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
