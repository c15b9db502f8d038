import { type KeyObject, sign, verify } from 'node:crypto'
import type { EpochMs } from '../market/units.ts'
import type { Approver } from './approvers.ts'
import type { Approval, Strategy } from './strategy.ts'
import { identify } from './yaml/identity.ts'

/** What an approval signs: the hash covers every field of the file, its stage and expiry among them, and the rest says who and when. */
const statement = (strategy: Strategy, { by, at }: Pick<Approval, 'by' | 'at'>): Buffer =>
  Buffer.from(`seedbed approval 1\n${identify(strategy)}\n${by}\n${at}\n`)

/** The strategy with one approval more. @param key private, Ed25519 */
export function approved(strategy: Strategy, by: string, at: EpochMs, key: KeyObject): Strategy {
  const signature = sign(null, statement(strategy, { by, at }), key).toString('base64')
  return { ...strategy, approvals: [...strategy.approvals, { by, at, signature }] }
}

/** Clocks of two machines may differ by so much. */
const skew = 5 * 60_000

/** Why an approval does not count; undefined where it does. */
export function whyNot(
  strategy: Strategy,
  approval: Approval,
  approvers: readonly Approver[],
  now: EpochMs,
): string | undefined {
  const { by, at, signature } = approval
  const person = approvers.find(({ name }) => name === by)
  if (!person) return `${by} is not on the list of those who may approve`
  if (signature === undefined) return `the approval of ${by} is not signed`
  if (!verify(null, statement(strategy, approval), person.key, Buffer.from(signature, 'base64')))
    return `the signature of ${by} is of another content, name or time`
  if (!person.stages.includes(strategy.stage)) return `${by} may not let a strategy go as far as ${strategy.stage}`
  if (at > now + skew) return `the approval of ${by} is of a time that has not come`
  return undefined
}
