import type { Markup } from '../../report/markup.ts'
import { verdict } from '../../report/notice.ts'
import { type Judged, shown } from '../gates/gate.ts'
import type { Judgement } from '../judgement.ts'
import { passed } from '../passed.ts'

/**
 * The joint verdict of several checks: fail if any failed; else "cannot say" if any could not be answered, or if there
 * are no checks; else pass.
 */
export function verdictOf(gates: readonly Judged[]): Judged['verdict'] {
  if (gates.some(one => one.verdict === 'fail')) return 'fail'
  return passed(gates) ? 'pass' : 'cannot say'
}

/** One sentence on whether to trust the candidate. */
export function verdictSentence({ gates, closed, outcomes }: Judgement): Markup {
  const all = verdictOf(gates)
  const asked = new Set(gates.map(({ of }) => of))
  const failed = [...asked].filter(id => verdictOf(gates.filter(one => one.of === id)) !== 'pass')
  if (all === 'pass' && outcomes.test)
    return verdict('pass', 'Trust it until it expires and up to its size limits: every gate is passed.')
  if (all === 'pass')
    return verdict('cannot say', `Not yet: the locked test stayed closed, ${closed ?? 'it was not requested'}.`)
  return verdict('fail', `Do not trust it: ${failed.length} of ${asked.size} gates are not passed.`)
}

/**
 * Reasons for or against trust, as text: the first check that did not pass, return and Sharpe ratio of each segment,
 * and the number of trials from which the candidate was chosen as the best.
 */
export function whyTrust({ gates, candidate, segments }: Judgement): string {
  const first = gates.find(({ verdict }) => verdict !== 'pass')
  const tries = candidate.search?.trials.count
  const of = tries === undefined ? '' : ` It is the best of ${tries.toLocaleString('en-US')} trials on record.`
  const results = segments
    .map(
      ({ name, totalReturn, sharpeAnnual }) =>
        `${name} ${shown(totalReturn, 'share')} (Sharpe ratio ${sharpeAnnual === undefined ? '—' : shown(sharpeAnnual, 'ratio')} per year)`,
    )
    .join(', ')
  return `${first ? `First check not passed: ${first.sentence} ` : ''}Returns: ${results}.${of}`
}
