import type { Part } from '../../report/markup.ts'
import { note, verbatim } from '../../report/notice.ts'
import type { Layout, Panel } from '../../report/panel.ts'
import type { Judgement } from '../judgement.ts'
import type { DossierData, DossierOptions } from './dossier-data.ts'
import { checkTable } from './gate-tables.ts'
import { luck, overfitting, plateau, scenarios } from './luck.ts'
import { regimes } from './regimes.ts'
import { account, capacity, costs, paperRun } from './trading.ts'

const panel = (id: string, title: string, content: Panel<DossierData>['content']): Panel<DossierData> => ({
  ...{ id, title, content },
})

const ofTrial = (id: string, title: string, content: Panel<Judgement>['content']) =>
  panel(id, title, ({ judgement }) => content(judgement))

/** Everything that a dossier says below its first screen. */
export const panels: Layout<DossierData> = [
  ofTrial('account', 'The account, in and out of sample', account),
  ofTrial('luck', 'What luck alone would have reached', luck),
  [ofTrial('overfit', 'Overfitting', overfitting), ofTrial('scenarios', 'A thousand other worlds', scenarios)],
  ofTrial('plateau', 'Plateau or needle', plateau),
  [ofTrial('costs', 'Costs and latency', costs), ofTrial('capacity', 'Capacity', capacity)],
  ofTrial('paper', 'The paper run, and what it differs in from its replay', paperRun),
  ofTrial('regimes', 'Weathers, crashes, worst weeks', regimes),
  ofTrial('checks', 'Every question, and its answer', ({ gates }) => checkTable(gates)),
  panel('strategy', 'Strategy file', ({ options: { yaml } }) => (yaml === undefined ? undefined : verbatim(yaml))),
  panel('reproduce', 'How to repeat this', ({ options }) => [verbatim(options.reproduce.join('\n')), opened(options)]),
]

function opened({ holdoutAccesses = 0 }: DossierOptions): Part {
  if (holdoutAccesses === 0) return note('The locked test has never been opened.')
  return note(
    `The locked test has been opened ${holdoutAccesses} time${holdoutAccesses === 1 ? '' : 's'}, for whomever.`,
  )
}
