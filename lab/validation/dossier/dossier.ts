import { figureScripts } from '../../report/figure.ts'
import { summary } from '../../report/notice.ts'
import { page } from '../../report/page.ts'
import { drawPanels } from '../../report/panel.ts'
import type { Judgement } from '../judgement.ts'
import type { DossierOptions } from './dossier-data.ts'
import { gateList } from './gate-tables.ts'
import { panels } from './panels.ts'
import { verdictSentence, whyTrust } from './verdict.ts'

/**
 * Renders the evidence for and against a candidate as one self-contained HTML file. The first screen shows whether to
 * trust the candidate.
 */
export async function renderDossier(judgement: Judgement, options: DossierOptions): Promise<string> {
  const { name, synthetic } = judgement.candidate
  return page({
    ...{ title: `Dossier: ${name}`, heading: name, kind: 'Dossier', createdAt: options.createdAt, synthetic },
    lead: [verdictSentence(judgement), summary(whyTrust(judgement)), gateList(judgement.gates)],
    body: await drawPanels(panels, { judgement, options }),
    scripts: await figureScripts(),
  })
}
