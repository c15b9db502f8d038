import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { InputError } from '../../lab/input-error.ts'
import { type Approver, approvers } from '../../lab/strategy/approvers.ts'
import { showFlaw } from '../../lab/strategy/yaml/flaw.ts'

/** Default path of the private key of an approver. */
export const keyPath = (name: string): string =>
  join(homedir(), '.config', 'seedbed', `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.pem`)

/**
 * Reads the allow-list of people whose approval counts.
 *
 * @throws InputError with every flaw of the allow-list, one per line
 */
export function readApprovers(path: string): readonly Approver[] {
  const read = approvers(readFileSync(path, 'utf8'))
  if (read.ok) return read.value
  throw new InputError(read.error.map(flaw => showFlaw(flaw, path)).join('\n'))
}
