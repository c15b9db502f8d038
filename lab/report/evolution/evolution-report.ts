import { figureScripts } from '../figure.ts'
import { summary, verdict } from '../notice.ts'
import { page } from '../page.ts'
import { drawPanels } from '../panel.ts'
import type { EvolutionData } from './evolution-data.ts'
import { panels } from './panels.ts'

/**
 * One HTML file that shows how a search went and what it found, and needs nothing else: no network, no other file. All that it tells is of
 * training time: what was bred there is judged elsewhere.
 *
 * @throws RangeError without a finished generation, or when none of its genomes was evaluated
 */
export async function evolutionReport(data: EvolutionData): Promise<string> {
  const { generations, evaluated, title, createdAt, synthetic } = data
  if (generations.length === 0 || evaluated.length === 0)
    throw new RangeError(
      `${title}: expected at least one finished generation, found ${generations.length} with ${evaluated.length} genomes`,
    )
  const warning = 'Bred, not judged: every number below is of training time, which the search has seen.'
  return page({
    ...{ kind: 'Evolution report', title, createdAt, synthetic },
    lead: [verdict('cannot say', warning), ...data.summary.map(summary)],
    body: await drawPanels(panels, data),
    scripts: await figureScripts(),
  })
}
