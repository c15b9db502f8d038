import { recent } from '../../evolution/engine/recent.ts'
import { type Evaluation, evaluationOf } from '../../evolution/evaluate.ts'
import { type FastMeasure, fastMeasure } from '../../evolution/fast-measure.ts'
import type { Dataset } from '../../evolution/measure.ts'
import { rowWidth, writeScore } from '../../evolution/score-row.ts'
import { genomeOfText } from '../../genome/genome-text.ts'
import { createMemo, memoised } from '../../indicators/memo.ts'
import type { Fraction } from '../../market/units.ts'

/** An error of one genome. */
export interface Failure {
  /** Index of the genome in the texts. */
  readonly index: number
  readonly error: Error
}

/**
 * Scores genomes given as texts, on every thread and machine.
 *
 * @param texts of `genomeText`
 * @param share fraction of the training time, its most recent part
 * @param rows receives the score rows, see `writeScore`; the row of a failed genome is undefined
 * @param onDone called once per genome, scored or failed
 */
export type ScoreTexts = (
  texts: readonly string[],
  share: Fraction,
  rows: Float64Array,
  onDone?: () => void,
) => readonly Failure[]

/** Default maximum memory for cached indicator columns, bytes. */
export const defaultMemoBytes = 48 * 2 ** 20

/**
 * Makes a scorer for one market and one plan. Indicators computed for one genome are reused for others.
 *
 * @param kernel see `kernelModule`
 * @param memoBytes maximum memory for cached indicator columns
 * @param onSlow called for each backtest that runs on the plain evaluator
 */
export function scoreTexts(
  dataset: Dataset,
  kernel: WebAssembly.Module,
  memoBytes = defaultMemoBytes,
  onSlow?: () => void,
): ScoreTexts {
  const measure = fastMeasure(dataset, memoised(createMemo(memoBytes)), kernel, onSlow)
  return (texts, share, rows, onDone) => {
    const plan = {
      ...dataset.plan,
      segments: { ...dataset.plan.segments, train: recent(dataset.plan.segments.train, share) },
    }
    const failures: Failure[] = []
    const scored = new Set<number>()
    const fail = (index: number, error: unknown) => {
      failures.push({ index, error: error instanceof Error ? error : new Error(String(error)) })
      onDone?.()
    }
    const works: Work[] = []
    for (const [index, text] of texts.entries()) {
      try {
        works.push({ index, evaluation: evaluationOf(genomeOfText(text), plan) })
      } catch (error) {
        fail(index, error)
      }
    }
    const scoreAll = (some: readonly Work[]) =>
      measureAll(some, measure, ({ index, evaluation }) => {
        writeScore(evaluation.score(), rows, index * rowWidth)
        scored.add(index)
        onDone?.()
      })
    try {
      scoreAll(works)
    } catch (error) {
      if (works.length === 1) fail(works[0].index, error)
      // One genome cannot be evaluated. Scoring them one by one shows which.
      else for (const work of works) if (!scored.has(work.index)) scoreAlone(work)
    }
    return failures.sort((a, b) => a.index - b.index)

    function scoreAlone(work: Work): void {
      try {
        scoreAll([work])
      } catch (error) {
        fail(work.index, error)
      }
    }
  }
}

interface Work {
  readonly index: number
  readonly evaluation: Evaluation
}

/** Runs all backtests of several evaluations together. @param onDone called for each evaluation that is complete */
function measureAll(works: readonly Work[], measure: FastMeasure, onDone: (work: Work) => void): void {
  const owners = works.flatMap((work, k) => work.evaluation.backtests.map((_, place) => ({ k, place })))
  const left = works.map(({ evaluation }) => evaluation.backtests.length)
  measure.all(
    works.flatMap(({ evaluation }) => evaluation.backtests),
    (measured, i) => {
      const { k, place } = owners[i]
      works[k].evaluation.record(measured, place)
      if (--left[k] === 0) onDone(works[k])
    },
  )
}
