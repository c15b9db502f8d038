import { recent } from '../../evolution/engine/recent.ts'
import { type Evaluation, evaluationOf } from '../../evolution/evaluate.ts'
import { type FastMeasure, fastMeasure } from '../../evolution/fast-measure.ts'
import type { Dataset } from '../../evolution/measure.ts'
import { rowWidth, writeScore } from '../../evolution/score-row.ts'
import { genomeOfText } from '../../genome/genome-text.ts'
import { createMemo, memoised } from '../../indicators/memo.ts'
import type { Fraction } from '../../market/units.ts'

/** A genome that could not be evaluated. */
export interface Failure {
  /** Its place among the texts. */
  readonly index: number
  readonly error: Error
}

/**
 * Scores genomes that came as texts: what every thread and every machine does.
 *
 * @param texts of `genomeText`
 * @param share of the training time that they are tried on, its most recent part
 * @param rows  takes their scores, row after row, as `writeScore` writes them; the row of a genome that failed means nothing
 * @param onDone hears of every genome, whatever became of it
 */
export type ScoreTexts = (
  texts: readonly string[],
  share: Fraction,
  rows: Float64Array,
  onDone?: () => void,
) => readonly Failure[]

/** Bytes of indicator columns that are kept at most. */
export const defaultMemoBytes = 48 * 2 ** 20

/**
 * Scores for one market and one plan. What it computes for one genome serves the next.
 *
 * @param kernel see `kernelModule`
 * @param onSlow hears of every backtest that the plain evaluator had to make
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
      // One of them cannot be evaluated: which one shows when each is alone.
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

/** Measures whatever backtests there are, together. @param onDone hears of each whose backtests have all been measured */
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
