import { curves } from '../../charts/curves.ts'
import { equityCurve } from '../../charts/equity-curve.ts'
import { waterfall } from '../../charts/waterfall.ts'
import { figure, plotWidth } from '../../report/figure.ts'
import { html, type Part } from '../../report/markup.ts'
import { note } from '../../report/notice.ts'
import { shown } from '../gates/gate.ts'
import type { Judgement } from '../judgement.ts'
import { notMeasured } from './not-measured.ts'

/** Chart of equity in training, validation and, once opened, locked test; a gap separates the segments. */
export async function account({ outcomes, candidate }: Judgement): Promise<Part> {
  const time: number[] = []
  const value: number[] = []
  for (const outcome of [outcomes.train, outcomes.validation, outcomes.test]) {
    if (!outcome || outcome.time.length === 0) continue
    if (time.length > 0) {
      time.push(time[time.length - 1] + 1)
      value.push(Number.NaN)
    }
    for (let i = 0; i < outcome.time.length; i++) {
      time.push(outcome.time[i])
      value.push(outcome.equity[i])
    }
  }
  const segments = Object.entries(candidate.segments)
    .filter(([name]) => name !== 'test' || outcomes.test)
    .map(([name, segment]) => ({ name, ...segment }))
  const chart = equityCurve(Float64Array.from(time), Float64Array.from(value), {
    ...{ segments, synthetic: candidate.synthetic, width: plotWidth.page },
    subtitle: `each segment starts with ${candidate.cash.toLocaleString('en-US')} USD`,
  })
  return figure('Equity by segment', chart)
}

/** Chart of total return by multiple of the costs, one line per fill delay in bars. */
export async function costs({ findings, candidate: { synthetic } }: Judgement): Promise<Part> {
  const found = findings.costs
  if (!found) return notMeasured
  const points = found.surface.map(({ times, late, totalReturn }) => ({
    ...{ x: times, y: totalReturn },
    label: late === 0 ? 'at the next open' : `${late} bar${late === 1 ? '' : 's'} later`,
  }))
  const axes = { x: 'times the costs', y: 'total return', percent: true, width: plotWidth.half, synthetic }
  return figure('Return by costs and latency', curves(points, axes))
}

/** Chart of own market impact as a share of the gross edge, by equity, and the largest equity within the limits. */
export async function capacity({ findings, candidate: { synthetic } }: Judgement): Promise<Part> {
  const found = findings.capacity
  if (!found || found.curve.length === 0) return html`<p>Volumes are unknown.</p>`
  const points = found.curve.map(({ equity, impactShare }) => ({
    x: equity,
    y: Math.min(2, impactShare),
    label: 'impact',
  }))
  const axes = { x: 'equity (USD)', y: 'own impact over gross edge', log: true, percent: true, limit: 0.25 }
  return [
    note(`The limits hold up to ${Math.round(found.capUsd ?? 0).toLocaleString('en-US')} USD.`),
    await figure('Capacity', curves(points, { ...axes, width: plotWidth.half, synthetic })),
  ]
}

/** Chart of the difference in profit between a paper run and its replay, by cause; undefined without a paper run. */
export async function paperRun({ findings, candidate: { synthetic } }: Judgement): Promise<Part> {
  const paper = findings.triple?.paper
  if (!paper) return undefined
  const { paperUsd, replayUsd, parts } = paper.earned
  const steps = parts.filter(({ usd }) => Math.abs(usd) >= 0.005).map(({ part, usd }) => ({ name: part, change: usd }))
  const chart = waterfall(
    { from: { name: 'replay', usd: replayUsd }, steps, to: { name: 'paper run', usd: paperUsd } },
    { subtitle: `${shown(paper.days, 'days')}; the difference by cause`, width: plotWidth.page, synthetic },
  )
  return figure('From the replay to the paper run', chart)
}
