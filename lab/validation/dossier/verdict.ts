import type { Markup } from '../../report/markup.ts'
import { verdict } from '../../report/notice.ts'
import { type Judged, shown } from '../gates/gate.ts'
import type { Judgement } from '../judgement.ts'
import { passed } from '../passed.ts'

/** Failed beats unsaid beats passed. */
export function verdictOf(gates: readonly Judged[]): Judged['verdict'] {
  if (gates.some(one => one.verdict === 'fail')) return 'fail'
  return passed(gates) ? 'pass' : 'cannot say'
}

/** Whether to trust the candidate, in one sentence. */
export function verdictSentence({ gates, closed, outcomes }: Judgement): Markup {
  const all = verdictOf(gates)
  const asked = new Set(gates.map(({ of }) => of))
  const failed = [...asked].filter(id => verdictOf(gates.filter(one => one.of === id)) !== 'pass')
  if (all === 'pass' && outcomes.test)
    return verdict('pass', 'Trust it, for a time and up to its size: every gate is passed.')
  if (all === 'pass')
    return verdict('cannot say', `Not yet: the locked test stayed closed, ${closed ?? 'nobody asked'}.`)
  return verdict('fail', `Do not trust it: ${failed.length} of ${asked.size} gates are not passed.`)
}

/** The first gate that is not passed, what each segment earned, and how many tries the candidate is the best of. */
export function whyTrust({ gates, candidate, segments }: Judgement): string {
  const first = gates.find(({ verdict }) => verdict !== 'pass')
  const tries = candidate.search?.trials.count
  const of = tries === undefined ? '' : ` It is the best of ${tries.toLocaleString('en-US')} tries on record.`
  const results = segments
    .map(
      ({ name, totalReturn, sharpeAnnual }) =>
        `${name} ${shown(totalReturn, 'share')} (Sharpe ratio ${sharpeAnnual === undefined ? '—' : shown(sharpeAnnual, 'ratio')} per year)`,
    )
    .join(', ')
  return `${first ? `First of all: ${first.sentence} ` : ''}Returns: ${results}.${of}`
}
