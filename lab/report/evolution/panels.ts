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

/** Everything that the report of a search says below its warning. */
export const panels: Layout<EvolutionData> = [
  panel('course', 'How the search went', courseFigures),
  panel('baselines', 'Against searching blindly', data =>
    data.baselines.length > 0 ? baselineTable(data) : undefined,
  ),
  panel('front', 'What no genome beats', frontFigures),
  panel('best', 'The best genomes', async data => [bestTable(data), await bestFigure(data)]),
  panel('genes', 'Where the genes went', geneFigures),
  panel('map', 'Map of what was evaluated', mapFigure),
  panel('champion', 'The fittest, in training', ({ champion, synthetic }) => champion && account(champion, synthetic)),
  panel('fitness', 'What its fitness is made of', ({ champion }) => champion && fitnessTable(champion.lines)),
  panel(
    'trades',
    'Its trades in training',
    ({ champion }) => champion && tradeTable(champion.symbols.flatMap(({ trades }) => trades)),
  ),
  panel('run', 'The run', ({ facts }) => tiles(facts)),
  panel('data', 'The data', ({ data }) => dataTable(data)),
  panel('commands', 'How to go on', ({ commands }) => verbatim(commands.join('\n'))),
]

async function account(champion: Champion, synthetic: boolean): Promise<Part> {
  const { who, metrics, segments } = champion
  const born = `${who.seed}, born in generation ${who.born}, fitness ${inUnit(who.fitness, 'ratio')}.`
  return html`${summary(born)}${await championFigures(champion, synthetic)}${metricTable(metrics, segments)}`
}
