import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { canonical } from '../../lab/ledger/trial.ts'
import { isSealed, readSealed, writeSealed } from '../../lab/runs/run-folder.ts'
import type { FindingsCache } from '../../lab/validation/judgement.ts'

/** SHA-256 of a value's canonical JSON. */
export const digest = (what: unknown): string => createHash('sha256').update(canonical(what)).digest('hex')

/**
 * A cache of findings with one sealed file per gate. Findings are valid while their key is the same.
 *
 * @param keyOf digest of all inputs of a gate's findings
 */
export function findingsCache(folder: string, keyOf: (gate: string) => string): FindingsCache {
  const file = (gate: string) => join(folder, `${gate}.json`)
  return {
    async known(gate) {
      if (!isSealed(file(gate))) return undefined
      const kept = readSealed<{ readonly key: string; readonly findings: unknown }>(file(gate))
      return kept.key === keyOf(gate) ? kept.findings : undefined
    },
    async save(gate, findings) {
      mkdirSync(folder, { recursive: true })
      await writeSealed(file(gate), { key: keyOf(gate), findings })
    },
  }
}
