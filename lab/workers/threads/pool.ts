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

/** Worker threads that evaluate genomes on one market. */
export interface WorkerPool {
  /**
   * Evaluates genomes.
   *
   * @param share fraction of the training time to evaluate on, taken from its end; default: 1, all of it
   * @throws the error of the first genome that cannot be evaluated; the rest of the batch is cancelled
   */
  evaluate(genomes: readonly Genome[], share?: Fraction): Promise<readonly Score[]>
  /** Evaluates genomes given as texts of `genomeText`. A failure does not stop the others. */
  evaluateTexts(texts: readonly string[], share?: Fraction): Promise<ScoredTexts>
  /** Number of threads. */
  readonly size: number
  /** Number of genomes finished since the start. */
  done(): number
  /** Number of backtests that ran on the plain evaluator, because the fast evaluator does not support them. */
  slow(): number
  /** Ends the threads and cancels running work. */
  close(): Promise<void>
}

/** Scores of genomes that were given as texts. */
export interface ScoredTexts {
  /** Rows of `rowWidth` numbers, one row per text, see `readScore`. The row of a failed genome has no meaning. */
  readonly rows: Float64Array
  /** Failures in the order of the texts. */
  readonly failures: readonly Failure[]
}

type Read<T> = (batch: Batch, failures: readonly Failure[]) => T

/**
 * Starts threads that evaluate genomes. Market, genomes and scores are in shared memory, so a batch costs only one
 * small message to each thread and one message back. Calls are queued and run one after the other.
 *
 * @param size number of threads, at least one
 * @param memoBytes maximum memory for cached indicator columns in each thread, in bytes
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

  /** Runs a batch on all threads, after earlier batches. */
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
      failed ??= new Error('the worker threads were ended; running work is lost')
      for (const thread of await threads.catch(() => [])) await thread.end()
    },
  }
}

const startAll = (size: number, file: string, input: WorkerInput): readonly Thread<Call, Answer>[] =>
  Array.from({ length: size }, () => startThread<Call, Answer>(file, input))

/** The market up to the end of training, which is all that an evaluation may use. */
const seen = ({ market, plan }: Dataset) => market.map(bars => slice(bars, 0, rowAt(bars, plan.segments.train.to)))

/** Ignores the result or the error of a batch: the next batch only waits until the batch has ended. */
const nothing = () => {}
