import { showTime } from '../../market/units.ts'
import { figureScripts } from '../figure.ts'
import { html, type Markup, trusted } from '../markup.ts'
import { inUnit } from '../number-text.ts'
import { section, syntheticLabel } from '../report.ts'
import { style } from '../report-style.ts'
import { metricTable, tradeTable } from '../report-tables.ts'
import { bestFigure, championFigures, courseFigures, frontFigures, geneFigures, mapFigure } from './evolution-charts.ts'
import type { Champion, EvolutionData } from './evolution-data.ts'
import { baselineTable, bestTable, dataTable, factTable, fitnessTable } from './evolution-tables.ts'

/**
 * One HTML file that shows how a search went and what it found, and needs nothing else: no network, no other file. All that it tells is of
 * training time: what was bred there is judged elsewhere.
 *
 * @throws RangeError without a finished generation, or when none of its genomes was evaluated
 */
export async function evolutionReport(data: EvolutionData): Promise<string> {
  const { generations, tried, champion, baselines } = data
  if (generations.length === 0 || tried.length === 0)
    throw new RangeError(
      `${data.title}: expected at least one finished generation, found ${generations.length} with ${tried.length} genomes`,
    )
  const best = Math.max(...generations.map(generation => generation.best))
  const evaluations = generations.reduce((sum, { evaluated }) => sum + evaluated, 0)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${data.title}</title>
<style>${trusted(style + moreStyle)}</style>
</head>
<body>
<header>
  ${data.synthetic ? syntheticLabel : undefined}
  <p class="eyebrow">Evolution report · ${showTime(data.createdAt)} UTC</p>
  <h1>${data.title}</h1>
  <p class="verdict unsaid">Bred, not judged: every number below is of training time, which the search has seen.</p>
  ${data.summary.map(sentence => html`<p class="summary">${sentence}</p>`)}
</header>
<main>
${section('course', 'How the search went', await courseFigures(data))}
${baselines.length > 0 ? section('baselines', 'Against searching blindly', baselineTable(baselines, best, evaluations)) : undefined}
${optional('front', 'What no genome beats', await frontFigures(data))}
${section('best', 'The best genomes', bestTable(data), await bestFigure(data))}
${section('genes', 'Where the genes went', await geneFigures(data))}
${optional('map', 'Map of what was tried', await mapFigure(data))}
${champion && (await championSections(champion, data.synthetic))}
${section('run', 'The run', factTable(data.facts))}
${section('data', 'The data', dataTable(data.data))}
${section('commands', 'How to go on', html`<pre>${data.commands.join('\n')}</pre>`)}
</main>
${await figureScripts()}
</body>
</html>
`
  return page.markup
}

const optional = (id: string, title: string, content: Markup | undefined) => content && section(id, title, content)

async function championSections(champion: Champion, synthetic: boolean): Promise<Markup> {
  const { who, lines, metrics, segments, symbols } = champion
  return html`${section(
    'champion',
    'The fittest, in training',
    html`<p class="summary">${who.seed}, born in generation ${who.born}, fitness ${inUnit(who.fitness, 'ratio')}.</p>`,
    await championFigures(champion, synthetic),
    metricTable(metrics, segments),
  )}
${section('fitness', 'What its fitness is made of', fitnessTable(lines))}
${section('trades', 'Its trades in training', tradeTable(symbols.flatMap(({ trades }) => trades)))}`
}

const moreStyle = `
h3{font-size:14px;font-weight:600;margin:12px 0 4px}
.small{display:grid;grid-template-columns:repeat(auto-fill,minmax(270px,1fr));gap:4px 18px}
.small figure,.pair figure{margin-bottom:8px}
.genes{min-width:240px;font-size:13px}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:12px 24px;margin:0}
.facts .long{grid-column:1/-1}
td.number+th{padding-left:16px}
.facts dt{color:var(--c5b6672);font-size:13px}
.facts dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
tr.sum th,tr.sum td{font-weight:600;border-bottom:0}
code{font-size:12px}
@media (max-width:560px){.small{grid-template-columns:1fr}}
`
