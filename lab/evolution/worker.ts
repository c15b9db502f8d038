import { parentPort, workerData } from 'node:worker_threads'
import { createMemo, memoised } from '../indicators/memo.ts'
import { evaluate } from './evaluate.ts'
import type { Genome } from './genome.ts'
import { type Ground, plainMeasure } from './measure.ts'

/** A genome and the place of its score in the answer. */
export interface Task {
  readonly index: number
  readonly genome: Genome
}

const { ground, memoBytes } = workerData as { ground: Ground; memoBytes: number }
// Genomes of one generation share most of their indicators: a column computed once serves them all.
const measure = plainMeasure(ground, memoised(createMemo(memoBytes)))

parentPort?.on('message', ({ index, genome }: Task) => {
  parentPort?.postMessage({ index, score: evaluate(genome, ground.plan, measure) })
})
