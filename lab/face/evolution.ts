/** Search for strategies: runs, generations, fitness. */

// Inputs of a search.

export { instrumentsOf } from '../evolution/dataset.ts'
export { defaultFitness, type FitnessRules } from '../evolution/fitness/rules.ts'
export type { Dataset } from '../evolution/measure.ts'
export { defaultSearch, type SearchSettings } from '../evolution/search-settings.ts'

// Storage of a run, and the worker threads that evaluate genomes.

export { runInMemory } from '../runs/memory-run.ts'
export type { Run } from '../runs/run.ts'
export { createRun, openRun, type RunFolder } from '../runs/run-folder.ts'
export type { SearchOptions, SearchPool } from '../runs/search.ts'
export { startWorkers } from '../workers/threads/pool.ts'

// Results of a search.

export type { Baseline } from '../evolution/baselines.ts'
export { evaluationsIn } from '../evolution/engine/stop.ts'
export { fitnessLines } from '../evolution/fitness/fitness.ts'
export type { Scored } from '../evolution/generation.ts'
export { type Genome, genesOf } from '../genome/genome.ts'
export { searchBlindly } from '../runs/search-blindly.ts'
export { evaluatedGenomes } from '../validation/judgement.ts'
export { backtestGenome } from './timed-genome.ts'
