import { figureScripts } from '../figure.ts'
import { summary, verdict } from '../notice.ts'
import { page } from '../page.ts'
import { drawPanels } from '../panel.ts'
import type { EvolutionData } from './evolution-data.ts'
import { panels } from './panels.ts'

/**
 * Renders the report of a search as one HTML file that needs no network and no other file. All its numbers are of training time; the
 * champion is judged elsewhere.
 *
 * @throws RangeError without a finished generation or without an evaluated genome
 */
export async function evolutionReport(data: EvolutionData): Promise<string> {
  const { generations, evaluated, title, createdAt, synthetic } = data
  if (generations.length === 0 || evaluated.length === 0)
    throw new RangeError(
      `${title}: expected at least one finished generation, found ${generations.length} with ${evaluated.length} genomes`,
    )
  const warning = 'Bred, not judged: every number below is from training data, which the search has seen.'
  return page({
    ...{ kind: 'Evolution report', title, createdAt, synthetic },
    lead: [verdict('cannot say', warning), ...data.summary.map(summary)],
    body: await drawPanels(panels, data),
    scripts: await figureScripts(),
  })
}
