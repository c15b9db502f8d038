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

const ofJudgement = (id: string, title: string, content: Panel<Judgement>['content']) =>
  panel(id, title, ({ judgement }) => content(judgement))

/** The panels of a dossier below its first screen. */
export const panels: Layout<DossierData> = [
  ofJudgement('account', 'Equity, in and out of sample', account),
  ofJudgement('luck', 'What luck alone would reach', luck),
  [ofJudgement('overfit', 'Overfitting', overfitting), ofJudgement('scenarios', 'Monte Carlo scenarios', scenarios)],
  ofJudgement('plateau', 'Plateau or peak', plateau),
  [ofJudgement('costs', 'Costs and latency', costs), ofJudgement('capacity', 'Capacity', capacity)],
  ofJudgement('paper', 'Paper run compared with its replay', paperRun),
  ofJudgement('regimes', 'Regimes, crashes, worst weeks', regimes),
  ofJudgement('checks', 'All checks', ({ gates }) => checkTable(gates)),
  panel('strategy', 'Strategy file', ({ options: { yaml } }) => (yaml === undefined ? undefined : verbatim(yaml))),
  panel('reproduce', 'How to reproduce this', ({ options }) => [
    verbatim(options.reproduce.join('\n')),
    opened(options),
  ]),
]

function opened({ holdoutAccesses = 0 }: DossierOptions): Part {
  if (holdoutAccesses === 0) return note('The locked test has never been opened.')
  return note(
    `The locked test has been opened ${holdoutAccesses} time${holdoutAccesses === 1 ? '' : 's'}, counting all candidates.`,
  )
}
