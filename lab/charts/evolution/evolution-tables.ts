import { showTime } from '../../market/units.ts'
import { html, type Markup, trusted } from '../markup.ts'
import { absent, inUnit } from '../number-text.ts'
import type { Baseline, DataRow, EvolutionData, Fact, FitnessLine, Tried } from './evolution-data.ts'
import { genesText } from './population-map.ts'
import { better } from './worth-drawing.ts'

export function bestTable({ tried }: EvolutionData): Markup {
  const row = (one: Tried, i: number) => html`<tr><td class="number">${i + 1}</td><th scope="row">${one.seed}</th>
<td class="number">${inUnit(one.fitness, 'ratio')}</td><td class="number">${inUnit(one.trades, 'count')}</td>
<td class="number">${inUnit(one.totalReturn, 'fraction')}</td><td class="number">${one.born}</td><td class="genes">${genesText(one)}</td></tr>`
  return html`<div class="wide"><table><thead><tr><th class="number">rank</th><th>idea</th><th class="number">fitness</th><th class="number">trades</th>
<th class="number">return in training</th><th class="number">generation</th><th>genes</th></tr></thead>
<tbody>${[...tried].sort(better).slice(0, 10).map(row)}</tbody></table></div>`
}

export function fitnessTable(lines: readonly FitnessLine[]): Markup {
  const sum = lines.reduce((sum, { points }) => sum + points, 0)
  const row = ({ name, points, why }: FitnessLine) =>
    html`<tr><th scope="row">${name}</th><td class="number">${inUnit(points, 'ratio')}</td><td>${why ?? ''}</td></tr>`
  return html`<div class="wide"><table><thead><tr><th>line</th><th class="number">points</th><th>why</th></tr></thead>
<tbody>${lines.map(row)}<tr class="sum"><th scope="row">together</th><td class="number">${inUnit(sum, 'ratio')}</td><td></td></tr></tbody></table></div>`
}

/** @param best the fitness that the search itself reached */
export function baselineTable(baselines: readonly Baseline[], best: number, evaluations: number): Markup {
  const row = ({ name, evaluations, best: found, overtakenAfter }: Baseline) => html`<tr><th scope="row">${name}</th>
<td class="number">${inUnit(evaluations, 'count')}</td><td class="number">${inUnit(found, 'ratio')}</td>
<td class="number">${overtakenAfter === undefined ? absent : inUnit(overtakenAfter, 'count')}</td></tr>`
  return html`<div class="wide"><table><thead><tr><th>way to search</th><th class="number">evaluations</th><th class="number">best fitness</th>
<th class="number">reached by this search after</th></tr></thead>
<tbody><tr><th scope="row">this search</th><td class="number">${inUnit(evaluations, 'count')}</td><td class="number">${inUnit(best, 'ratio')}</td><td></td></tr>
${baselines.map(row)}</tbody></table></div>`
}

export const factTable = (facts: readonly Fact[]): Markup =>
  html`<dl class="facts">${facts.map(({ name, value }) => html`<div${value.length > 44 ? trusted(' class="long"') : undefined}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`

export function dataTable(rows: readonly DataRow[]): Markup {
  const row = ({
    venue,
    symbol,
    from,
    to,
    bars,
    fingerprint,
  }: DataRow) => html`<tr><th scope="row">${symbol}</th><td>${venue}</td>
<td>${showTime(from)}</td><td>${showTime(to)}</td><td class="number">${inUnit(bars, 'count')}</td>
<td><code title="${fingerprint}">${fingerprint.slice(0, 16)}</code></td></tr>`
  return html`<div class="wide tall" tabindex="0"><table><thead><tr><th>symbol</th><th>venue</th><th>from (UTC)</th><th>to (UTC)</th><th class="number">bars</th>
<th>fingerprint</th></tr></thead><tbody>${rows.map(row)}</tbody></table></div>
<p class="note">A fingerprint is the beginning of the SHA-256 of a series' columns: the same one, the same bars. Warm-up included.</p>`
}
