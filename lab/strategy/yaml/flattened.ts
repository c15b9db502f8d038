import { parse } from 'yaml'
import type { Strategy } from '../strategy.ts'
import { canonical } from './identity.ts'

/**
 * All fields of a strategy by path, as its file shows them: `risk.maxGross` → `200 %`, `seeds[0].genes.fast` → `12`.
 * An empty list or block counts as a field. Two strategies have equal fields exactly when they have equal hashes.
 */
export function flattened(strategy: Strategy): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  const walk = (value: unknown, path: string): void => {
    const members = typeof value === 'object' && value !== null ? Object.entries(value) : []
    if (members.length === 0) fields.set(path, typeof value === 'string' ? value : JSON.stringify(value))
    for (const [name, member] of members)
      walk(member, Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`)
  }
  walk(parse(canonical(strategy)), '')
  return fields
}
