import type { ExecutionVenue } from '../lab/market/execution-venue.ts'
import { type EpochMs, showTime } from '../lab/market/units.ts'
import { fail, ok, type Result } from '../lab/result.ts'
import { whyNot } from '../lab/strategy/approval.ts'
import type { Approver } from '../lab/strategy/approvers.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import type { Flaw } from '../lab/strategy/yaml/flaw.ts'
import { parseStrategy, registered } from '../lab/strategy/yaml/parse.ts'

/** Whose word counts, and what time it is. */
export interface Trust {
  readonly approvers: readonly Approver[]
  readonly now: EpochMs
}

/** Nobody, ever: what is not known allows nothing. */
const nobody: Trust = { approvers: [], now: Number.MAX_SAFE_INTEGER as EpochMs }

/**
 * A strategy file as the runtime takes it: sound in itself, and allowed at this venue.
 *
 * @param models bytes of the files beside it, by name
 * @param trust  absent: nobody may approve, and no live venue takes any file
 * @returns every flaw with its line otherwise
 */
export function loadStrategy(
  text: string,
  venue: Pick<ExecutionVenue, 'name' | 'live'>,
  models: (file: string) => Uint8Array | undefined = () => undefined,
  trust: Trust = nobody,
): Result<Strategy, readonly Flaw[]> {
  const parsed = parseStrategy(text, { ...registered, models })
  if (!parsed.ok) return parsed
  const flaws = ineligibilities(parsed.value, venue, trust).map(
    ({ field, why }): Flaw => ({ line: lineOf(text, field), column: 1, path: field, why }),
  )
  return flaws.length > 0 ? fail(flaws) : ok(parsed.value)
}

interface Ineligibility {
  readonly field: 'synthetic' | 'stage' | 'expires' | 'evidence' | 'approvals'
  readonly why: string
}

/** Why a strategy may not trade here. What has not been proved on real bars and approved by a person does not touch a real account. */
function ineligibilities(
  strategy: Strategy,
  { name, live }: Pick<ExecutionVenue, 'name' | 'live'>,
  trust: Trust,
): readonly Ineligibility[] {
  if (!live) return []
  return [
    ...byOrigin(strategy, name),
    ...byStage(strategy, name),
    ...byExpiry(strategy, name, trust.now),
    ...byEvidence(strategy),
    ...byApproval(strategy, trust),
  ]
}

const byOrigin = ({ synthetic }: Strategy, venue: string): readonly Ineligibility[] =>
  synthetic ? [{ field: 'synthetic', why: `was bred on a simulated market, and ${venue} is a live venue` }] : []

function byStage({ stage }: Strategy, venue: string): readonly Ineligibility[] {
  if (stage === 'canary' || stage === 'live') return []
  const who = stage === 'candidate' ? 'only the embedded exchange takes it' : 'it trades where no money is at stake'
  return [{ field: 'stage', why: `is ${stage}: ${who}, and ${venue} is a live venue` }]
}

function byExpiry({ expires }: Strategy, venue: string, now: EpochMs): readonly Ineligibility[] {
  if (expires === undefined)
    return [{ field: 'stage', why: `says nothing of when it expires, and ${venue} is a live venue` }]
  if (expires > now) return []
  return [{ field: 'expires', why: `was ${showTime(expires)}: judge and promote it again` }]
}

function byEvidence({ evidence }: Strategy): readonly Ineligibility[] {
  if (!evidence || evidence.gates.length === 0) return [{ field: 'stage', why: 'has no evidence: no gate was asked' }]
  const failed = evidence.gates.filter(({ verdict }) => verdict !== 'pass').map(({ gate }) => gate)
  if (failed.length > 0) return [{ field: 'evidence', why: `did not pass ${failed.join(', ')}` }]
  return evidence.paper ? [] : [{ field: 'evidence', why: 'has no paper run: nobody has seen it trade' }]
}

/** One at least, and none that does not hold: a file that somebody has tampered with is not taken for the sake of its other lines. */
function byApproval(strategy: Strategy, { approvers, now }: Trust): readonly Ineligibility[] {
  const { approvals } = strategy
  if (approvals.length === 0)
    return [
      { field: 'approvals', why: 'are none: approve it with npx tsx scripts/promote.ts FILE --approve --by NAME' },
    ]
  return approvals.flatMap((approval): readonly Ineligibility[] => {
    const why = whyNot(strategy, approval, approvers, now)
    return why === undefined ? [] : [{ field: 'approvals', why: `do not hold: ${why}` }]
  })
}

function lineOf(text: string, field: string): number {
  const at = text.split('\n').findIndex(line => line.replace(/^['"]/, '').startsWith(field))
  return at < 0 ? 1 : at + 1
}
