import { html, type Part } from '../markup.ts'
import { summary, verbatim } from '../notice.ts'
import { inUnit } from '../number-text.ts'
import type { Layout, Panel } from '../panel.ts'
import { metricTable } from '../run/metric-table.ts'
import { tradeTable } from '../run/trade-table.ts'
import { tiles } from '../tiles.ts'
import { championFigures } from './champion-figures.ts'
import type { Champion, EvolutionData } from './evolution-data.ts'
import { baselineTable, bestTable, dataTable, fitnessTable } from './evolution-tables.ts'
import { bestFigure, courseFigures, frontFigures, geneFigures, mapFigure } from './population-figures.ts'

const panel = (id: string, title: string, content: Panel<EvolutionData>['content']): Panel<EvolutionData> => ({
  ...{ id, title, content },
})

/** The sections of a search's report, below its warning. */
export const panels: Layout<EvolutionData> = [
  panel('course', 'How the search went', courseFigures),
  panel('baselines', 'Compared with other ways to search', data =>
    data.baselines.length > 0 ? baselineTable(data) : undefined,
  ),
  panel('front', 'Pareto front', frontFigures),
  panel('best', 'The best genomes', async data => [bestTable(data), await bestFigure(data)]),
  panel('genes', 'Gene values in the first and the last generation', geneFigures),
  panel('map', 'Map of all evaluated genomes', mapFigure),
  panel('champion', 'The champion in training', ({ champion, synthetic }) => champion && account(champion, synthetic)),
  panel('fitness', 'Parts of its fitness', ({ champion }) => champion && fitnessTable(champion.lines)),
  panel(
    'trades',
    'Its trades in training',
    ({ champion }) => champion && tradeTable(champion.symbols.flatMap(({ trades }) => trades)),
  ),
  panel('run', 'The run', ({ facts }) => tiles(facts)),
  panel('data', 'The data', ({ data }) => dataTable(data)),
  panel('commands', 'Next steps', ({ commands }) => verbatim(commands.join('\n'))),
]

async function account(champion: Champion, synthetic: boolean): Promise<Part> {
  const { who, metrics, segments } = champion
  const born = `${who.seed}, born in generation ${who.born}, fitness ${inUnit(who.fitness, 'ratio')}.`
  return html`${summary(born)}${await championFigures(champion, synthetic)}${metricTable(metrics, segments)}`
}
