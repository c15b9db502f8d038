import type { ExecutionVenue } from '../lab/market/execution-venue.ts'
import { type EpochMs, showTime } from '../lab/market/units.ts'
import { fail, ok, type Result } from '../lab/result.ts'
import { whyNot } from '../lab/strategy/approval.ts'
import type { Approver } from '../lab/strategy/approvers.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import type { Flaw } from '../lab/strategy/yaml/flaw.ts'
import { parseStrategy, registered } from '../lab/strategy/yaml/parse.ts'

/** The approvers with their public keys, and the current time. They decide whether an approval is valid. */
export interface Trust {
  readonly approvers: readonly Approver[]
  readonly now: EpochMs
}

/** The default without a list of approvers: no approval is valid, and every file counts as expired. */
const nobody: Trust = { approvers: [], now: Number.MAX_SAFE_INTEGER as EpochMs }

/**
 * Parses a strategy file for trading at `venue` and checks that it may trade there. At a live venue, the strategy must
 * have been bred on real bars, have stage canary or live, not be expired, and have evidence and valid approvals.
 *
 * @param text   content of the strategy file
 * @param models returns the bytes of a model file beside the strategy file; undefined when there is no such file
 * @param trust  default: no approvers, so that no file is accepted at a live venue
 * @returns the strategy, or all flaws with their line numbers
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

/** One reason why a strategy may not trade at a live venue. */
interface Ineligibility {
  readonly field: 'synthetic' | 'stage' | 'expires' | 'evidence' | 'approvals'
  readonly why: string
}

/**
 * The reasons why a strategy may not trade at a venue. A venue without real money accepts every strategy. A live venue
 * requires evidence from real bars and valid approvals.
 */
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
  synthetic ? [{ field: 'synthetic', why: `bred on a simulated market, and ${venue} is a live venue` }] : []

function byStage({ stage }: Strategy, venue: string): readonly Ineligibility[] {
  if (stage === 'canary' || stage === 'live') return []
  const where = stage === 'candidate' ? 'on the embedded exchange' : 'where no money is at stake'
  return [{ field: 'stage', why: `found ${stage}, which trades only ${where}, and ${venue} is a live venue` }]
}

function byExpiry({ expires }: Strategy, venue: string, now: EpochMs): readonly Ineligibility[] {
  if (expires === undefined)
    return [{ field: 'stage', why: `the file has no expiry time, and ${venue} is a live venue` }]
  if (expires > now) return []
  return [{ field: 'expires', why: `expired on ${showTime(expires)}: judge and promote the strategy again` }]
}

function byEvidence({ evidence }: Strategy): readonly Ineligibility[] {
  if (!evidence || evidence.gates.length === 0)
    return [{ field: 'stage', why: 'the file has no evidence: no validation gate has judged it' }]
  const failed = evidence.gates.filter(({ verdict }) => verdict !== 'pass').map(({ gate }) => gate)
  if (failed.length > 0) return [{ field: 'evidence', why: `gates not passed: ${failed.join(', ')}` }]
  return evidence.paper ? [] : [{ field: 'evidence', why: 'no paper run: it has not traded on paper yet' }]
}

/**
 * Requires at least one approval, and that all approvals are valid: a single invalid approval means that somebody has
 * tampered with the file.
 */
function byApproval(strategy: Strategy, { approvers, now }: Trust): readonly Ineligibility[] {
  const { approvals } = strategy
  if (approvals.length === 0)
    return [
      { field: 'approvals', why: 'no approvals: approve it with npx tsx scripts/promote.ts FILE --approve --by NAME' },
    ]
  return approvals.flatMap((approval): readonly Ineligibility[] => {
    const why = whyNot(strategy, approval, approvers, now)
    return why === undefined ? [] : [{ field: 'approvals', why: `not valid: ${why}` }]
  })
}

/** Line number of a top-level field; 1 when the file does not have the field. */
function lineOf(text: string, field: string): number {
  const at = text.split('\n').findIndex(line => line.replace(/^['"]/, '').startsWith(field))
  return at < 0 ? 1 : at + 1
}
