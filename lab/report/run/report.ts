import { figureScripts } from '../figure.ts'
import type { Markup } from '../markup.ts'
import { summary, type Verdict, verdict } from '../notice.ts'
import { page } from '../page.ts'
import { drawPanels } from '../panel.ts'
import { panels } from './panels.ts'
import type { Gate, ReportData } from './report-data.ts'

/**
 * Renders a strategy's report as one HTML file that needs no network and no other file. Charts are pictures that become interactive
 * (values under the pointer, zoom) where scripts run.
 *
 * @throws RangeError when a metric names an unknown segment, or there is no equity line
 */
export async function renderReport(report: ReportData): Promise<string> {
  refuseContradictions(report)
  const { title, createdAt, synthetic } = report
  return page({
    ...{ kind: 'Strategy report', title, createdAt, synthetic },
    lead: [judgement(report.gates), ...report.summary.map(summary)],
    body: await drawPanels(panels, report),
    scripts: await figureScripts(),
  })
}

/** A strategy passes when every gate passes. A gate that cannot be judged is not passed. */
function judgement(gates: readonly Gate[]): Markup {
  const count = (verdict: Verdict) => gates.filter(gate => gate.verdict === verdict).length
  const [failed, unjudged, all] = [count('fail'), count('cannot say'), gates.length]
  const of = `of ${all} gate${all === 1 ? '' : 's'}`
  const unclear = unjudged > 0 ? `, ${unjudged} could not be judged` : ''
  if (all === 0) return verdict('cannot say', 'Not judged: there are no gates.')
  if (failed > 0) return verdict('fail', `Does not pass: ${failed} ${of} failed${unclear}.`)
  if (unjudged > 0) return verdict('cannot say', `Undecided: ${unjudged} ${of} could not be judged.`)
  return verdict('pass', `Passes: ${all} ${of} passed.`)
}

function refuseContradictions({ equity, metrics, segments }: ReportData): void {
  if (equity.length === 0) throw new RangeError('a report needs an equity line, found none')
  const names = segments.map(segment => segment.name)
  for (const metric of metrics) {
    for (const name of Object.keys(metric.values)) {
      if (!names.includes(name)) {
        throw new RangeError(
          `metric "${metric.name}" has a value for segment "${name}", expected one of ${names.join(', ')}`,
        )
      }
    }
  }
}
