import { createHash } from 'node:crypto'
import type { Column } from '../market/bars.ts'
import { summarise, type TrialSummary } from './summarise.ts'

/**
 * One trial: a strategy backtested on a subject, whose result could have been selected. Repeating it on the same
 * subject is not a new trial; on another subject it is.
 */
export interface Trial {
  /** Identifies the strategy: 32 hex digits, equal for strategies that trade equally. */
  readonly key: string
  /** The seed, or another group of related trials. Differences between ideas do not count as luck. */
  readonly idea: string
  readonly summary: TrialSummary
}

/**
 * @param what everything that decides the returns besides the market, as plain JSON, without settings that only judge
 * them
 */
export const trialOf = (idea: string, what: unknown, daily: Column): Trial => ({
  key: trialKey(canonical(what)),
  idea,
  summary: summarise(daily),
})

/** The first 128 bits of SHA-256 over a canonical text, in hex. */
export const trialKey = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** JSON with sorted keys: equal content gives equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`a trial key cannot contain ${value}: expected finite numbers`)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const record = value as Readonly<Record<string, unknown>>
  const names = Object.keys(record).filter(name => record[name] !== undefined)
  return `{${names
    .sort()
    .map(name => `${JSON.stringify(name)}:${canonical(record[name])}`)
    .join()}}`
}
