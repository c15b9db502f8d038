/** Searching for strategies: the run, the generations, the fitness. */

// What a search is given.

export { instrumentsOf } from '../evolution/dataset.ts'
export { defaultFitness, type FitnessRules } from '../evolution/fitness/rules.ts'
export type { Dataset } from '../evolution/measure.ts'
export { defaultSearch, type SearchSettings } from '../evolution/search-settings.ts'

// Where it is kept, and who evaluates.

export { runInMemory } from '../runs/memory-run.ts'
export type { Run } from '../runs/run.ts'
export { createRun, openRun, type RunFolder } from '../runs/run-folder.ts'
export type { SearchOptions, SearchPool } from '../runs/search.ts'
export { startWorkers } from '../workers/threads/pool.ts'

// What it found.

export type { Baseline } from '../evolution/baselines.ts'
export { evaluationsIn } from '../evolution/engine/stop.ts'
export { fitnessLines } from '../evolution/fitness/fitness.ts'
export type { Scored } from '../evolution/generation.ts'
export { type Genome, genesOf } from '../genome/genome.ts'
export { searchBlindly } from '../runs/search-blindly.ts'
export { evaluatedGenomes } from '../validation/judgement.ts'
export { backtestGenome } from './timed-genome.ts'
