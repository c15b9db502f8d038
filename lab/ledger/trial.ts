import { createHash } from 'node:crypto'
import type { Column } from '../market/bars.ts'
import { summarise, type TrialSummary } from './summarise.ts'

/**
 * One trial: a way of trading that was tried out on a subject, and that somebody could have chosen for how it did there. Trying the same
 * once more is no new trial, on another subject it is.
 */
export interface Trial {
  /** What was tried: 32 hex digits, the same for the same way of trading. */
  readonly key: string
  /** The seed, or whatever makes trials kin: that one idea suits a market better than another is no luck of the draw. */
  readonly idea: string
  readonly summary: TrialSummary
}

/** @param what everything that decides the returns besides the market, in plain JSON; what only judges them does not belong there */
export const trialOf = (idea: string, what: unknown, daily: Column): Trial => ({
  key: trialKey(canonical(what)),
  idea,
  summary: summarise(daily),
})

/** 128 bits of SHA-256 over a text that spells what was tried. */
export const trialKey = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** JSON with sorted names: equal for equal content, however it was put together. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`a trial cannot be told by ${value}: expected finite numbers`)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const record = value as Readonly<Record<string, unknown>>
  const names = Object.keys(record).filter(name => record[name] !== undefined)
  return `{${names
    .sort()
    .map(name => `${JSON.stringify(name)}:${canonical(record[name])}`)
    .join()}}`
}
