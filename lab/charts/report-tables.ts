import { showTime } from '../market/units.ts'
import { html, type Markup } from './markup.ts'
import { absent, inDigits, inUnit, unitName } from './number-text.ts'
import type { Gate, Metric, Trade } from './report-data.ts'
import type { Segment } from './segments.ts'

export function metricTable(metrics: readonly Metric[], segments: readonly Segment[]): Markup {
  const row = ({ name, unit, period, values }: Metric) => html`<tr>
<th scope="row">${name}</th><td class="quiet">${unitName(unit)}</td><td class="quiet">${period ?? 'whole segment'}</td>
${segments.map(segment => html`<td class="number">${inUnit(values[segment.name], unit)}</td>`)}</tr>`
  return html`<div class="wide"><table>
<thead><tr><th>metric</th><th>unit</th><th>period</th>${segments.map(({ name }) => html`<th class="number">${name}</th>`)}</tr></thead>
<tbody>${metrics.map(row)}</tbody></table></div>
<p class="note">${segments.map(({ name, from, to }) => `${name}: ${showTime(from)} to ${showTime(to)} UTC`).join(' · ')}</p>
<p class="note">${absent} means that the number does not exist, such as a ratio over no trades.</p>`
}

const signs = { pass: '✓', fail: '✗', 'cannot say': '?' } as const

export function gateTable(gates: readonly Gate[]): Markup {
  const shown = (value: number | string | undefined) => (typeof value === 'string' ? value : inDigits(value))
  const row = ({ name, verdict, found, required, sentence }: Gate) => html`<tr>
<th scope="row">${name}</th>
<td><span class="badge ${verdict === 'cannot say' ? 'unsaid' : verdict}">${signs[verdict]} ${verdict}</span></td>
<td class="number">${shown(found)}</td><td class="number">${shown(required)}</td><td>${sentence}</td></tr>`
  return html`<div class="wide"><table>
<thead><tr><th>gate</th><th>verdict</th><th class="number">found</th><th class="number">required</th><th>what it says</th></tr></thead>
<tbody>${gates.map(row)}</tbody></table></div>`
}

/** More rows than this are nobody's reading, and would be most of the file. */
const mostTrades = 1_000

export function tradeTable(trades: readonly Trade[]): Markup {
  if (trades.length === 0) return html`<p>No trades.</p>`
  const newest = [...trades].sort((a, b) => b.openedAt - a.openedAt).slice(0, mostTrades)
  const row = (trade: Trade) => html`<tr><td>${trade.symbol}</td><td>${trade.direction}</td>
<td>${showTime(trade.openedAt)}</td><td>${showTime(trade.closedAt)}</td>
<td class="number">${inDigits(trade.size)}</td><td class="number">${inDigits(trade.entryPrice)}</td>
<td class="number">${inDigits(trade.exitPrice)}</td><td class="number">${inUnit(trade.feesUsd, 'USD')}</td>
<td class="number">${inUnit(trade.netUsd, 'USD')}</td><td>${trade.reason}</td></tr>`
  const count =
    newest.length < trades.length
      ? `The newest ${inUnit(newest.length, 'count')} of ${inUnit(trades.length, 'count')} trades, newest first.`
      : `All ${inUnit(trades.length, 'count')} trades, newest first.`
  return html`<p class="note">${count}</p><div class="wide tall" tabindex="0"><table>
<thead><tr><th>symbol</th><th>direction</th><th>opened (UTC)</th><th>closed (UTC)</th><th class="number">size (base)</th>
<th class="number">entry (USD)</th><th class="number">exit (USD)</th><th class="number">fees (USD)</th>
<th class="number">net (USD)</th><th>ended by</th></tr></thead><tbody>${newest.map(row)}</tbody></table></div>`
}
