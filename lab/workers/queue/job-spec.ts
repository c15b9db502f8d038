import { createHash } from 'node:crypto'
import type { Dataset } from '../../evolution/measure.ts'
import type { Plan } from '../../evolution/plan.ts'
import { InputError } from '../../input-error.ts'
import type { Instrument } from '../../market/instrument.ts'

/**
 * The fields of a plan that influence scores. Runs with different search settings share scores. When genomes are scored
 * with neighbours, scores also depend on the random seed, the seeds and the enhancers.
 */
type Terms = Omit<Plan, 'name' | 'search' | Drawn> & Partial<Pick<Plan, Drawn>>
/** Fields of a plan from which neighbours are drawn. */
type Drawn = 'seedNumber' | 'seeds' | 'enhancers'

/** All that a worker needs to score genomes of a run, besides the bars. */
export interface JobSpec {
  /** Build of the code that workers must run, see `thisBuild`. */
  readonly build: string
  readonly terms: Terms
  /** Symbols with their instruments. */
  readonly instruments: readonly (readonly [string, Instrument])[]
  /** Fingerprint of the bars of all symbols together. */
  readonly fingerprint: string
  /** Symbols in the order of the market. */
  readonly symbols: readonly string[]
}

/** A job spec as JSON, with its SHA-256 in hexadecimal, by which jobs refer to it. */
export interface SealedJobSpec {
  readonly hash: string
  readonly text: string
}

/** The job spec of a run's dataset. */
export function jobSpecOf({ plan, market, instruments }: Dataset, fingerprint: string, build: string): SealedJobSpec {
  const { name: _, search: __, seedNumber, seeds, enhancers = [], ...terms } = plan
  const drawn = plan.fitness.neighbours ? { seedNumber, seeds, enhancers } : {}
  const jobSpec: JobSpec = {
    ...{ build, terms: { ...terms, ...drawn }, instruments: [...instruments], fingerprint },
    symbols: market.map(({ symbol }) => symbol),
  }
  const text = JSON.stringify(jobSpec)
  return { hash: sha256(text), text }
}

/**
 * Parses a job spec.
 *
 * @throws InputError if the text does not match the hash
 */
export function openJobSpec({ hash, text }: SealedJobSpec): JobSpec {
  const found = sha256(text)
  if (found !== hash) throw new InputError(`a job spec: expected SHA-256 ${hash}, found ${found}`)
  return JSON.parse(text) as JobSpec
}

/** The plan for scoring. Fields that do not influence scores are missing. */
export const planOf = ({ terms }: JobSpec): Plan => terms as Plan

/** SHA-256 of a text, in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
