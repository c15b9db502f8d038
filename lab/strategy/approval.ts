import { type KeyObject, sign, verify } from 'node:crypto'
import type { EpochMs } from '../market/units.ts'
import type { Approver } from './approvers.ts'
import type { Approval, Strategy } from './strategy.ts'
import { identify } from './yaml/identity.ts'

/**
 * The text that an approval signs. The hash covers every field of the file, including stage and expiry; the rest says
 * who approved and when.
 */
const statement = (strategy: Strategy, { by, at }: Pick<Approval, 'by' | 'at'>): Buffer =>
  Buffer.from(`seedbed approval 1\n${identify(strategy)}\n${by}\n${at}\n`)

/** The strategy with one more approval. @param key private Ed25519 key of the approver */
export function approved(strategy: Strategy, by: string, at: EpochMs, key: KeyObject): Strategy {
  const signature = sign(null, statement(strategy, { by, at }), key).toString('base64')
  return { ...strategy, approvals: [...strategy.approvals, { by, at, signature }] }
}

/** Tolerated difference between the clocks of two machines, in ms. */
const skew = 5 * 60_000

/** Why an approval does not count; undefined when it counts. */
export function whyNot(
  strategy: Strategy,
  approval: Approval,
  approvers: readonly Approver[],
  now: EpochMs,
): string | undefined {
  const { by, at, signature } = approval
  const person = approvers.find(({ name }) => name === by)
  if (!person) return `${by} is not on the list of approvers`
  if (signature === undefined) return `the approval by ${by} is not signed`
  if (!verify(null, statement(strategy, approval), person.key, Buffer.from(signature, 'base64')))
    return `the signature of ${by} does not match content, name and time`
  if (!person.stages.includes(strategy.stage)) return `${by} may not approve the stage ${strategy.stage}`
  if (at > now + skew) return `the approval by ${by} is dated in the future`
  return undefined
}
