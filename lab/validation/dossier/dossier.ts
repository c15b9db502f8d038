import { equityCurve } from '../../charts/equity-curve.ts'
import { figure, figureScripts } from '../../charts/figure.ts'
import { html, type Markup, trusted } from '../../charts/markup.ts'
import { section, syntheticLabel } from '../../charts/report.ts'
import { style } from '../../charts/report-style.ts'
import { waterfall } from '../../charts/waterfall.ts'
import type { EpochMs } from '../../market/units.ts'
import { showTime } from '../../market/units.ts'
import { type Judged, shown } from '../gates/gate.ts'
import { gates as allGates, lockedTest } from '../gates/index.ts'
import { passed } from '../passed.ts'
import { maximumDensity } from '../statistics/maximum.ts'
import type { Trial } from '../trial.ts'
import { cellMap, curves, histogram } from './bars.ts'

/** What the dossier says besides what the trial found. */
export interface DossierOptions {
  readonly createdAt: EpochMs
  /** The strategy file as it would be, to the byte; absent where none is written. */
  readonly yaml?: string
  /** Commands that lead to the same result. */
  readonly reproduce: readonly string[]
  /** Times that the locked test has been opened for anybody. */
  readonly looks?: number
}

const [wide, half] = [840, 380]

/** Everything that speaks for a candidate and against it, as one HTML file that needs nothing else. The first screen says whether to trust it. */
export async function renderDossier(trial: Trial, options: DossierOptions): Promise<string> {
  const { candidate } = trial
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Dossier: ${candidate.name}</title>
<style>${trusted(style + more)}</style>
</head>
<body>
<header>
  ${candidate.synthetic ? syntheticLabel : undefined}
  <p class="eyebrow">Dossier · ${showTime(options.createdAt)} UTC</p>
  <h1>${candidate.name}</h1>
  ${verdict(trial)}
  <p class="summary">${trust(trial)}</p>
  ${gateList(trial.gates)}
</header>
<main>
${section('account', 'The account, in and out of sample', await equity(trial))}
${section('luck', 'What luck alone would have reached', await luck(trial))}
<div class="pair">
${section('overfit', 'Overfitting', await logits(trial))}
${section('scenarios', 'A thousand other worlds', await worlds(trial))}
</div>
${section('plateau', 'Plateau or needle', ...(await plateaus(trial)))}
<div class="pair">
${section('costs', 'Costs and latency', await costs(trial))}
${section('capacity', 'Capacity', await capacity(trial))}
</div>
${await paperRun(trial)}
${section('regimes', 'Weathers, crashes, worst weeks', regimes(trial))}
${section('checks', 'Every question, and its answer', checks(trial.gates))}
${options.yaml === undefined ? undefined : section('strategy', 'Strategy file', html`<pre>${options.yaml}</pre>`)}
${section('reproduce', 'How to repeat this', html`<pre>${options.reproduce.join('\n')}</pre>`, looked(options))}
</main>
${await figureScripts()}
</body>
</html>
`
  return page.markup
}

const named = [...Object.values(allGates), lockedTest] as readonly {
  readonly id: string
  readonly name: string
  readonly concern: string
}[]

/** Failed beats unsaid beats passed. */
export function verdictOf(gates: readonly Judged[]): Judged['verdict'] {
  if (gates.some(one => one.verdict === 'fail')) return 'fail'
  return passed(gates) ? 'pass' : 'cannot say'
}

function verdict({ gates, closed, outcomes }: Trial): Markup {
  const all = verdictOf(gates)
  const asked = new Set(gates.map(({ of }) => of))
  const failed = [...asked].filter(id => verdictOf(gates.filter(one => one.of === id)) !== 'pass')
  if (all === 'pass' && outcomes.test)
    return html`<p class="verdict pass">Trust it, for a time and up to its size: every gate is passed.</p>`
  if (all === 'pass')
    return html`<p class="verdict unsaid">Not yet: the locked test stayed closed, ${closed ?? 'nobody asked'}.</p>`
  return html`<p class="verdict fail">Do not trust it: ${failed.length} of ${asked.size} gates are not passed.</p>`
}

function trust({ gates, candidate, segments }: Trial): string {
  const first = gates.find(({ verdict }) => verdict !== 'pass')
  const tries = candidate.search?.trials.count
  const of = tries === undefined ? '' : ` It is the best of ${tries.toLocaleString('en-US')} tries on record.`
  const results = segments
    .map(
      ({ name, totalReturn, sharpeAnnual }) =>
        `${name} ${shown(totalReturn, 'share')} (Sharpe ratio ${sharpeAnnual === undefined ? '—' : shown(sharpeAnnual, 'ratio')} per year)`,
    )
    .join(', ')
  return `${first ? `First of all: ${first.sentence} ` : ''}Returns: ${results}.${of}`
}

/** One sentence a gate. */
function gateList(gates: readonly Judged[]): Markup {
  const rows = named.map(({ id, name, concern }) => {
    const own = gates.filter(({ of }) => of === id)
    const how = own.length === 0 ? undefined : verdictOf(own)
    const telling = own.find(({ verdict }) => verdict !== 'pass') ?? own[0]
    const badge = how === undefined ? 'not asked' : how
    return html`<tr><th scope="row">${id} ${name}</th>
<td><span class="badge ${how === undefined || how === 'cannot say' ? 'unsaid' : how}">${badge}</span></td>
<td>${telling?.sentence ?? concern}</td></tr>`
  })
  return html`<div class="wide"><table class="gates"><tbody>${rows}</tbody></table></div>`
}

function checks(gates: readonly Judged[]): Markup {
  const row = ({ gate, verdict, found, required, unit, sentence }: Judged) => html`<tr><th scope="row">${gate}</th>
<td><span class="badge ${verdict === 'cannot say' ? 'unsaid' : verdict}">${verdict}</span></td>
<td class="number">${found === undefined ? '—' : shown(found, unit)}</td><td class="number">${shown(required, unit)}</td><td>${sentence}</td></tr>`
  return html`<div class="wide"><table><thead><tr><th>question</th><th>answer</th><th class="number">found</th><th class="number">required</th><th>in words</th></tr></thead><tbody>${gates.map(row)}</tbody></table></div>`
}

async function equity({ outcomes, candidate }: Trial): Promise<Markup> {
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
    ...{ segments, synthetic: candidate.synthetic, width: wide },
    subtitle: `each segment begins anew with ${candidate.cash.toLocaleString('en-US')} USD`,
  })
  return figure('Equity by segment', chart)
}

async function luck({ findings, candidate }: Trial): Promise<Markup> {
  const { significance } = findings
  const { sharpeAnnual, spreadAnnual, luckyAnnual, tries = 0 } = significance ?? {}
  if (sharpeAnnual === undefined || spreadAnnual === undefined || luckyAnnual === undefined || tries < 1)
    return html`<p>How often it was tried is not known, and so neither is what luck would have reached.</p>`
  const density = Array.from({ length: 161 }, (_, i) => {
    const z = -2 + (9 * i) / 160
    return { x: z * spreadAnnual, y: maximumDensity(z, tries) / spreadAnnual }
  })
  const chart = histogram([], {
    ...{ x: 'Sharpe ratio of training, per year', width: wide, density, synthetic: candidate.synthetic },
    marks: [
      { at: luckyAnnual, label: `luck of ${tries.toLocaleString('en-US')} tries, expected: ${luckyAnnual.toFixed(2)}` },
      { at: sharpeAnnual, label: `this one: ${sharpeAnnual.toFixed(2)}`, ours: true },
    ],
  })
  return html`<p class="note">Grey: how the best of as many tries without any skill is distributed. A candidate inside it may be luck.</p>${await figure('What luck alone would have reached', chart)}`
}

async function logits({ findings, candidate }: Trial): Promise<Markup> {
  const cscv = findings.overfit?.cscv
  if (!cscv) return html`<p>Not measured.</p>`
  const chart = histogram(cscv.logits, {
    ...{ x: 'logit of the winner’s rank out of sample', width: half, synthetic: candidate.synthetic },
    marks: [{ at: 0, label: `left of it: overfit (${(100 * cscv.pbo).toFixed(1)} %)`, ours: true }],
  })
  return html`<p class="note">${cscv.splits.toLocaleString('en-US')} ways to halve the days of training. Probability of loss ${(100 * cscv.lossProbability).toFixed(1)} %, slope of the winners’ ratios out of sample on those in sample ${cscv.slope.toFixed(2)}.</p>${await figure('Logits of CSCV', chart)}`
}

async function worlds({ findings, candidate }: Trial): Promise<Markup> {
  const found = findings.monteCarlo
  if (!found) return html`<p>Not measured.</p>`
  const chart = histogram(found.sharpes, {
    ...{ x: 'Sharpe ratio per year', width: half, synthetic: candidate.synthetic },
    marks: [
      { at: 0, label: 'nothing earned' },
      { at: found.sharpe5 ?? 0, label: `worst twentieth: ${(found.sharpe5 ?? 0).toFixed(2)}`, ours: true },
    ],
  })
  return html`<p class="note">Days drawn anew in blocks, with other volatility, costs, depth, drift, shocks and latency.</p>${await figure('Sharpe ratios of the scenarios', chart)}`
}

async function plateaus({ findings, candidate }: Trial): Promise<readonly Markup[]> {
  const found = findings.plateau
  if (!found) return [html`<p>Not measured.</p>`]
  const ratios = histogram(
    found.neighbours.map(({ sharpeAnnual }) => sharpeAnnual),
    {
      ...{ x: 'Sharpe ratio of neighbours, per year', width: wide, synthetic: candidate.synthetic },
      marks: found.own === undefined ? [] : [{ at: found.own, label: `this one: ${found.own.toFixed(2)}`, ours: true }],
    },
  )
  const { map } = found
  return [
    await figure('Sharpe ratios of the neighbours', ratios),
    ...(map
      ? [
          await figure(
            'Map of two genes',
            cellMap(map.cells, {
              ...{
                x: map.x,
                y: map.y,
                value: 'Sharpe ratio per year',
                width: wide - 60,
                synthetic: candidate.synthetic,
              },
              title: 'Sharpe ratio per year in training and validation',
            }),
          ),
        ]
      : []),
  ]
}

async function costs({ findings, candidate }: Trial): Promise<Markup> {
  const found = findings.costs
  if (!found) return html`<p>Not measured.</p>`
  const points = found.surface.map(({ times, late, totalReturn }) => ({
    ...{ x: times, y: totalReturn },
    label: late === 0 ? 'at the next open' : `${late} bar${late === 1 ? '' : 's'} later`,
  }))
  const axes = { x: 'times the costs', y: 'total return', percent: true, width: half, synthetic: candidate.synthetic }
  return figure('Return by costs and latency', curves(points, axes))
}

/** Nothing where there was none. */
async function paperRun({ findings, candidate: { synthetic } }: Trial): Promise<Markup | undefined> {
  const paper = findings.triple?.paper
  if (!paper) return undefined
  const { paperUsd, replayUsd, parts } = paper.earned
  const steps = parts.filter(({ usd }) => Math.abs(usd) >= 0.005).map(({ part, usd }) => ({ name: part, change: usd }))
  const chart = waterfall(
    { from: { name: 'replay', usd: replayUsd }, steps, to: { name: 'paper run', usd: paperUsd } },
    { subtitle: `${shown(paper.days, 'days')}; each part by its cause`, width: wide, synthetic },
  )
  return section(
    'paper',
    'The paper run, and what it differs in from its replay',
    await figure('From the replay to the paper run', chart),
  )
}

async function capacity({ findings, candidate }: Trial): Promise<Markup> {
  const found = findings.capacity
  if (!found || found.curve.length === 0) return html`<p>Volumes are not known.</p>`
  const points = found.curve.map(({ equity, impactShare }) => ({
    x: equity,
    y: Math.min(2, impactShare),
    label: 'impact',
  }))
  const chart = curves(points, {
    ...{ x: 'equity (USD)', y: 'own impact over gross edge', log: true, percent: true, limit: 0.25, width: half },
    synthetic: candidate.synthetic,
  })
  return html`<p class="note">The limits hold up to ${Math.round(found.capUsd ?? 0).toLocaleString('en-US')} USD.</p>${await figure('Capacity', chart)}`
}

function regimes({ findings }: Trial): Markup {
  const found = findings.regimes
  if (!found) return html`<p>Not measured.</p>`
  const share = (x: number) => shown(x, 'share')
  return html`<div class="wide"><table><thead><tr><th>weather</th><th class="number">days</th><th class="number">return</th><th class="number">Sharpe ratio per year</th><th class="number">drawdown</th></tr></thead>
<tbody>${found.rows.map(row => html`<tr><th scope="row">${row.regime}</th><td class="number">${row.days}</td><td class="number">${share(row.totalReturn)}</td><td class="number">${row.sharpeAnnual === undefined ? '—' : shown(row.sharpeAnnual, 'ratio')}</td><td class="number">${share(row.maxDrawdown)}</td></tr>`)}</tbody></table></div>
<div class="wide"><table><thead><tr><th>window</th><th>from (UTC)</th><th class="number">days</th><th class="number">return</th><th class="number">market</th></tr></thead>
<tbody>${[...found.windows, ...found.worstWeeks].map(one => html`<tr><th scope="row">${one.name}</th><td>${showTime(one.from).slice(0, 10)}</td><td class="number">${one.days}</td><td class="number">${share(one.totalReturn)}</td><td class="number">${share(one.marketReturn)}</td></tr>`)}</tbody></table></div>`
}

const looked = ({ looks }: DossierOptions): Markup =>
  looks === undefined || looks === 0
    ? html`<p class="note">The locked test has never been opened.</p>`
    : html`<p class="note">The locked test has been opened ${looks} time${looks === 1 ? '' : 's'}, for whomever.</p>`

const more = `
table.gates{font-size:13px;margin-top:10px}
table.gates td,table.gates th{padding:3px 8px;vertical-align:top}
`
