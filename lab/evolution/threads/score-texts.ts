import { createMemo, memoised } from '../../indicators/memo.ts'
import type { Fraction } from '../../market/units.ts'
import { genomeOfText } from '../codec/genome-text.ts'
import { rowWidth, writeScore } from '../codec/score-row.ts'
import { recent } from '../engine/recent.ts'
import { evaluate } from '../evaluate.ts'
import { fastMeasure } from '../fast-measure.ts'
import type { Ground } from '../measure.ts'

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
export const defaultMemoBytes = 96 * 2 ** 20

/**
 * Scores for one market and one plan. What it computes for one genome serves the next.
 *
 * @param kernel see `kernelModule`
 * @param onSlow hears of every backtest that the plain evaluator had to make
 */
export function scoreTexts(
  ground: Ground,
  kernel: WebAssembly.Module,
  memoBytes = defaultMemoBytes,
  onSlow?: () => void,
): ScoreTexts {
  const measure = fastMeasure(ground, memoised(createMemo(memoBytes)), kernel, onSlow)
  return (texts, share, rows, onDone) => {
    const plan = {
      ...ground.plan,
      segments: { ...ground.plan.segments, train: recent(ground.plan.segments.train, share) },
    }
    const failures: Failure[] = []
    for (const [index, text] of texts.entries()) {
      try {
        writeScore(evaluate(genomeOfText(text), plan, measure), rows, index * rowWidth)
      } catch (error) {
        failures.push({ index, error: error instanceof Error ? error : new Error(String(error)) })
      }
      onDone?.()
    }
    return failures
  }
}
