import type { Column } from '../../market/bars.ts'
import { margins } from './margins.ts'
import type { XgboostModel } from './model.ts'
import { objectives } from './objective.ts'

/** Largest exponent for which eˣ is within float32. */
const maxExponent = Math.fround(88.7)

/**
 * The predictions of a model, equal to `Booster.predict` to float32 precision.
 *
 * @param columns as for `margins`
 * @returns `multi:softprob`: one column per class, the class's probability; each row sums to 1. Every other objective:
 *   one column.
 *   - `binary:logistic`: probability of the second class
 *   - `binary:logitraw`: log odds of the second class
 *   - `multi:softmax`: code of the likeliest class
 *   - any other: value in the unit of the label
 *
 *   A value beyond float32, possible only for an exponential objective, is Infinity.
 * @throws RangeError as `margins`
 */
export function predict(model: XgboostModel, columns: readonly Column[]): readonly Float64Array[] {
  const found = margins(model, columns)
  switch (objectives[model.objective].answer) {
    case 'as it is':
      return found
    case 'sigmoid':
      return found.map(column => column.map(sigmoid))
    case 'exp':
      return found.map(column => column.map(expFloat))
    case 'softmax':
      return softmax(found)
    case 'argmax':
      return [likeliest(found)]
  }
}

const expFloat = (x: number) => Math.fround(Math.exp(x))
const sigmoid = (margin: number) => Math.fround(1 / Math.fround(expFloat(Math.min(-margin, maxExponent)) + 1))

function softmax(found: readonly Float64Array[]): readonly Float64Array[] {
  const out = found.map(column => new Float64Array(column.length))
  for (let row = 0; row < found[0].length; row++) {
    let largest = found[0][row]
    for (const column of found) largest = Math.max(largest, column[row])
    let sum = 0
    for (const [k, column] of found.entries()) sum += out[k][row] = expFloat(Math.fround(column[row] - largest))
    for (const column of out) column[row] = Math.fround(column[row] / Math.fround(sum))
  }
  return out
}

/** Index of the largest margin; the first one on a tie. */
const likeliest = (found: readonly Float64Array[]): Float64Array =>
  found[0].map((_, row) => {
    let best = 0
    for (let k = 1; k < found.length; k++) if (found[k][row] > found[best][row]) best = k
    return best
  })
