import { showTime } from '../market/units.ts'
import { figureScripts } from './figure.ts'
import { html, type Markup, trusted } from './markup.ts'
import { drawCharts } from './report-charts.ts'
import type { Gate, ReportData } from './report-data.ts'
import { style } from './report-style.ts'
import { gateTable, metricTable, tradeTable } from './report-tables.ts'

/**
 * One HTML file that says everything about a strategy and needs nothing else: no network, no other file. Charts are
 * pictures that come alive (values under the pointer, zoom) where scripts run.
 *
 * @throws RangeError when the data contradict themselves: a metric of a segment that is not there, or no equity line
 */
export async function renderReport(report: ReportData): Promise<string> {
  refuseContradictions(report)
  const charts = await drawCharts(report)
  const trades = report.symbols.flatMap(symbol => symbol.trades)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${report.title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<header>
  ${report.synthetic ? syntheticLabel : undefined}
  <p class="eyebrow">Strategy report · ${showTime(report.createdAt)} UTC</p>
  <h1>${report.title}</h1>
  ${verdict(report.gates)}
  ${report.summary.map(sentence => html`<p class="summary">${sentence}</p>`)}
</header>
<main>
${section('gates', 'Gates', gateTable(report.gates))}
${section('account', 'The account', charts.equity, charts.drawdown)}
${section('metrics', 'Metrics', metricTable(report.metrics, report.segments))}
<div class="pair">
${charts.costs && section('costs', 'What trading cost', charts.costs)}
${charts.fitness && section('search', 'The search', charts.fitness)}
</div>
${section('prices', 'Trades on price', charts.pricesNote, ...charts.prices)}
${section('trades', 'Trades', tradeTable(trades))}
${section('strategy', 'Strategy file', html`<pre>${report.yaml}</pre>`)}
${section('reproduce', 'How to repeat this', html`<pre>${report.reproduce.join('\n')}</pre>`)}
</main>
${await figureScripts()}
</body>
</html>
`
  return page.markup
}

export const syntheticLabel = html`<p class="synthetic">Synthetic market: simulated prices, no venue made them</p>`

export const section = (id: string, title: string, ...content: readonly Markup[]): Markup =>
  html`<section id="${id}"><h2>${title}</h2>${content}</section>`

/** A strategy passes when every gate says so; what could not be judged is not passed. */
function verdict(gates: readonly Gate[]): Markup {
  const count = (verdict: Gate['verdict']) => gates.filter(gate => gate.verdict === verdict).length
  const [failed, unsaid, all] = [count('fail'), count('cannot say'), gates.length]
  const of = `of ${all} gate${all === 1 ? '' : 's'}`
  const unclear = unsaid > 0 ? `, ${unsaid} could not be judged` : ''
  if (all === 0) return html`<p class="verdict unsaid">Not judged: there are no gates.</p>`
  if (failed > 0) return html`<p class="verdict fail">Does not pass: ${failed} ${of} failed${unclear}.</p>`
  if (unsaid > 0) return html`<p class="verdict unsaid">Cannot be said: ${unsaid} ${of} could not be judged.</p>`
  return html`<p class="verdict pass">Passes: ${all} ${of} passed.</p>`
}

function refuseContradictions({ equity, metrics, segments }: ReportData): void {
  if (equity.length === 0) throw new RangeError('a report needs an equity line, found none')
  const names = segments.map(segment => segment.name)
  for (const metric of metrics) {
    for (const name of Object.keys(metric.values)) {
      if (!names.includes(name)) {
        throw new RangeError(`metric "${metric.name}" speaks of segment "${name}", expected one of ${names.join(', ')}`)
      }
    }
  }
}
