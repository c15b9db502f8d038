import { kernelModule } from '../../bundle/kernel.ts'
import type { Dataset } from '../../evolution/measure.ts'
import type { Score } from '../../evolution/score.ts'
import { readScore, rowWidth } from '../../evolution/score-row.ts'
import type { Genome } from '../../genome/genome.ts'
import { genomeText } from '../../genome/genome-text.ts'
import { rowAt, slice } from '../../market/bars.ts'
import type { Fraction } from '../../market/units.ts'
import { type Batch, emptyBatch, fillBatch } from './batch.ts'
import { counter, newCounters } from './counters.ts'
import { defaultMemoBytes, type Failure } from './score-texts.ts'
import { sharedMarket } from './shared-market.ts'
import { startThread, type Thread } from './thread.ts'
import type { Answer, Call, WorkerInput } from './worker.ts'
import { workerFile } from './worker-file.ts'

export interface WorkerPool {
  /**
   * @param share of the training time, its most recent part; all of it when left out
   * @throws the error of the first genome that cannot be evaluated; the rest of the batch is then given up
   */
  evaluate(genomes: readonly Genome[], share?: Fraction): Promise<readonly Score[]>
  /** Evaluates genomes that came as texts of `genomeText`, all of them, whatever fails. */
  evaluateTexts(texts: readonly string[], share?: Fraction): Promise<ScoredTexts>
  readonly size: number
  /** Genomes that the threads are done with, since they were started and up to this moment. */
  done(): number
  /** Backtests of those that the plain evaluator had to make, because the fast one does not know the answer. */
  slow(): number
  /** Gives up whatever is in hand. */
  close(): Promise<void>
}

export interface ScoredTexts {
  /** One row per text, as `writeScore` writes it; the row of a failure means nothing. */
  readonly rows: Float64Array
  /** In the order of the texts. */
  readonly failures: readonly Failure[]
}

type Read<T> = (batch: Batch, failures: readonly Failure[]) => T

/**
 * Threads that evaluate genomes. Market, genomes and scores are in shared memory: a generation costs one small message to each thread
 * and one from it. Whoever asks while a batch is at work waits for its turn.
 *
 * @param size threads, at least one
 * @param memoBytes of indicator columns that each thread keeps at most
 */
export function startWorkers(size: number, dataset: Dataset, memoBytes = defaultMemoBytes): WorkerPool {
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`${size} worker threads: expected a whole number of at least 1`)
  const counters = newCounters()
  const input = { dataset: { ...dataset, market: sharedMarket(seen(dataset)) }, counters, memoBytes }
  let failed: Error | undefined
  const threads = Promise.all([workerFile(import.meta.url), kernelModule()]).then(([file, kernel]) =>
    failed ? [] : startAll(size, file, { ...input, kernel }),
  )
  threads.catch(fail)
  let batch = emptyBatch
  let turn: Promise<unknown> = threads

  function fail(error: Error): never {
    failed ??= error
    throw failed
  }

  /** Puts all threads to work, after whoever came before. */
  function run<T>(texts: readonly string[], terms: Pick<Call, 'share' | 'strict'>, read: Read<T>): Promise<T> {
    const mine = turn.then(async () => {
      if (failed) throw failed
      const filled = fillBatch(batch, texts)
      const call = { ...terms, count: texts.length, threads: size }
      const news = filled === batch ? call : { ...call, batch: filled }
      batch = filled
      Atomics.store(counters, counter.taken, 0)
      const answers = await Promise.all((await threads).map(thread => thread.ask(news))).catch(fail)
      return read(
        batch,
        answers.flat().sort((a, b) => a.index - b.index),
      )
    })
    turn = mine.then(nothing, nothing)
    return mine
  }

  return {
    size,
    async evaluate(genomes, share = 1) {
      if (genomes.length === 0) return []
      return run(genomes.map(genomeText), { share, strict: true }, ({ rows }, [failure]) => {
        if (failure) throw failure.error
        return genomes.map((_, i) => readScore(rows, i * rowWidth))
      })
    },
    evaluateTexts: (texts, share = 1) =>
      run(texts, { share, strict: false }, ({ rows }, failures) => ({
        rows: rows.slice(0, texts.length * rowWidth),
        failures,
      })),
    done: () => Atomics.load(counters, counter.done),
    slow: () => Atomics.load(counters, counter.slow),
    async close() {
      failed ??= new Error('the worker threads ended, and what they had in hand with them')
      for (const thread of await threads.catch(() => [])) await thread.end()
    },
  }
}

const startAll = (size: number, file: string, input: WorkerInput): readonly Thread<Call, Answer>[] =>
  Array.from({ length: size }, () => startThread<Call, Answer>(file, input))

/** The part of the market that any evaluation may look at: nothing is measured after the training time. */
const seen = ({ market, plan }: Dataset) => market.map(bars => slice(bars, 0, rowAt(bars, plan.segments.train.to)))

/** What became of a turn is told to whoever took it; the next waits for its end alone. */
const nothing = () => {}
