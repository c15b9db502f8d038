import { createHash } from 'node:crypto'
import type { Dataset } from '../../evolution/measure.ts'
import type { Plan } from '../../evolution/plan.ts'
import { InputError } from '../../input-error.ts'
import type { Instrument } from '../../market/instrument.ts'

/**
 * The part of a plan that influences scores. Runs that breed differently share scores, unless genomes are scored with
 * neighbours, which depend on the run's seed number and space.
 */
type Terms = Omit<Plan, 'name' | 'search' | Drawn> & Partial<Pick<Plan, Drawn>>
type Drawn = 'seedNumber' | 'seeds' | 'enhancers'

/** What a worker needs to score genomes of a run, besides the bars. */
export interface JobSpec {
  /** The build that must score, see `thisBuild`. */
  readonly build: string
  readonly terms: Terms
  readonly instruments: readonly (readonly [string, Instrument])[]
  /** Fingerprint of the bars of all symbols together. */
  readonly fingerprint: string
  /** Symbols in the order of the market. */
  readonly symbols: readonly string[]
}

/** A job spec as text, with its SHA-256, which jobs refer to. */
export interface SealedJobSpec {
  readonly hash: string
  readonly text: string
}

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

/** Parses a job spec. @throws InputError if the text does not match the hash */
export function openJobSpec({ hash, text }: SealedJobSpec): JobSpec {
  const found = sha256(text)
  if (found !== hash) throw new InputError(`a job spec: expected SHA-256 ${hash}, found ${found}`)
  return JSON.parse(text) as JobSpec
}

/** The plan for scoring. Fields that do not influence scores are missing. */
export const planOf = ({ terms }: JobSpec): Plan => terms as Plan

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
