import { type Objective, objectives } from './objective.ts'
import { refuse } from './refusal.ts'

interface Stated {
  readonly objective: Objective
  /**
   * Decimal text of one number, such as "5E-1". Since version 3.1 it is a list with one number, or with one per output:
   * "[1E-1,2E-1]".
   */
  readonly baseScore: string
  /** Number of margins per row. */
  readonly outputs: number
}

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

/**
 * Margins before the first tree, one per output. They are the base scores, converted by the objective's link function
 * in float32, as XGBoost does.
 *
 * @throws Refusal if a base score is malformed, or outside the domain of the link function
 */
export function baseMargins({ objective, baseScore, outputs }: Stated): Float32Array {
  const list = /^\[(.*)\]$/s.exec(baseScore)?.[1]
  const texts = list === undefined ? [baseScore] : list.split(',')
  if (texts.length !== 1 && texts.length !== outputs)
    refuse('base_score', `one number, or one of each of ${outputs} outputs`, baseScore)
  const margins = texts.map(text => {
    if (!decimal.test(text.trim())) refuse('base_score', 'a decimal number', text)
    const margin = linked(Math.fround(Number(text)), objectives[objective].base)
    if (!Number.isFinite(margin)) refuse('base_score', `a number that ${objective} has a margin for`, text)
    return margin
  })
  return Float32Array.from({ length: outputs }, (_, output) => margins[texts.length === 1 ? 0 : output])
}

function linked(score: number, base: (typeof objectives)[Objective]['base']): number {
  if (base === 'logit') return -Math.fround(Math.log(Math.fround(Math.fround(1 / score) - 1)))
  return base === 'log' ? Math.fround(Math.log(score)) : score
}
