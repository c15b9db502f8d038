import { createHash } from 'node:crypto'
import type { Dataset } from '../../evolution/measure.ts'
import type { Plan } from '../../evolution/plan.ts'
import { InputError } from '../../input-error.ts'
import type { Instrument } from '../../market/instrument.ts'

/**
 * All of a plan that has a say in what a genome scores: two runs that breed differently share their scores, unless genomes are scored with
 * their neighbours, which are drawn by the run's seed number and from what it breeds.
 */
type Terms = Omit<Plan, 'name' | 'search' | Drawn> & Partial<Pick<Plan, Drawn>>
type Drawn = 'seedNumber' | 'seeds' | 'enhancers'

/** What a worker must know to score genomes of a run, besides the bars. */
export interface JobSpec {
  /** What scores them, as `thisBuild` says it. */
  readonly build: string
  readonly terms: Terms
  readonly instruments: readonly (readonly [string, Instrument])[]
  /** Of the bars, all symbols together. */
  readonly fingerprint: string
  /** In the order of the market. */
  readonly symbols: readonly string[]
}

/** A job spec as it travels, and its SHA-256, by which jobs name it. */
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

/** @throws InputError when it is not the job spec of that hash */
export function openJobSpec({ hash, text }: SealedJobSpec): JobSpec {
  const found = sha256(text)
  if (found !== hash) throw new InputError(`a job spec: expected SHA-256 ${hash}, found ${found}`)
  return JSON.parse(text) as JobSpec
}

/** The plan as those who score see it; of what they do not look at, nothing is known here. */
export const planOf = ({ terms }: JobSpec): Plan => terms as Plan

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
