import { createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { fail, ok, type Result } from '../result.ts'
import type { Stage } from './strategy.ts'
import { parseFields } from './yaml/fields-file.ts'
import type { Flaw } from './yaml/flaw.ts'

/** A person who may approve strategies. */
export interface Approver {
  readonly name: string
  /** Public Ed25519 key, with which the person's approvals are verified. */
  readonly key: KeyObject
  /** Stages that this person may approve. */
  readonly stages: readonly Stage[]
}

const schema = z.strictObject({
  approvers: z.array(
    z.strictObject({
      name: z.string().min(1).max(200),
      key: z
        .string()
        .regex(/^[A-Za-z0-9+/]{43}=$/, 'expected 44 characters of base64: 32 bytes of an Ed25519 public key'),
      stages: z.array(z.enum(['paper', 'canary', 'live'])).min(1),
    }),
  ),
})

/**
 * Parses the YAML text of the list of approvers.
 *
 * @returns the approvers, or the errors with their lines when the text is invalid or a name appears twice
 */
export function approvers(text: string): Result<readonly Approver[], readonly Flaw[]> {
  const read = parseFields(text, schema)
  if (!read.ok) return read
  const names = read.value.approvers.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) {
    return fail([{ line: 1, column: 1, path: 'approvers', why: `${twice} appears twice, expected one key per person` }])
  }
  return ok(read.value.approvers.map(({ name, key, stages }) => ({ name, key: keyOf(key), stages })))
}

/** The 32 bytes of an Ed25519 public key in base64: the field `key` in the list of approvers. */
export const publicKeyText = (key: KeyObject): string =>
  Buffer.from(key.export({ format: 'jwk' }).x as string, 'base64url').toString('base64')

const keyOf = (text: string): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(text, 'base64').toString('base64url') },
    format: 'jwk',
  })
