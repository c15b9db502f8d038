import { plain } from '../indicators/memo.ts'
import type { Bars } from '../market/bars.ts'
import { rowByRow } from '../market/row-by-row.ts'
import { alike } from '../models/features/alike.ts'
import { featureNamed, longestWindow } from '../models/features/index.ts'
import { featureMatrix } from '../models/features/matrix.ts'
import { remembered } from '../models/features/remembered.ts'
import { margins } from '../models/xgboost/margins.ts'
import type { XgboostModel } from '../models/xgboost/model.ts'
import { objectives } from '../models/xgboost/objective.ts'
import { readXgboost } from '../models/xgboost/read-xgboost.ts'
import { fail, type Result } from '../result.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'

/**
 * Says nothing by itself: the model comes with the strategy, as the file that XGBoost wrote. Its columns bear names of the set in
 * `lab/models/features`, and it answers one of three questions about what comes after a bar:
 *
 * - of two classes (`binary:…`, `reg:logistic`, two of `multi:…`), whether the second one follows, a rise. Long above a probability of
 *   0.5 + `conviction`, short below 0.5 − `conviction`;
 * - of three classes, which of fall, nothing and rise follows, in that order. Short, flat or long where the likeliest is more likely
 *   than each of the others by more than `conviction`;
 * - a regression, the return that follows in standard deviations of such returns: only a label without scale means the same on every
 *   symbol. Long above `conviction`, short below −`conviction`.
 *
 * In between nothing is said, and the last word stands for `hold` bars. Of the time that it was trained on it is not asked at all.
 */
export const xgboost = seed({
  name: 'xgboost',
  idea: 'Hold what a gradient-boosted model, trained elsewhere on the named features, expects.',
  requires: 'model',
  readsOtherSymbols: true,
  learner: { read, lacks },
  genes: {
    /** What an answer has to exceed, see above. */
    conviction: real(0, 0.45, 'probability, or standard deviations of a regression'),
    /** Bars. */
    hold: int(1, 96),
  },
  warmup: ({ hold }) => longestWindow + hold,
  exposure(bars, { conviction, hold }, _, context) {
    // `read` has made it, or there is none.
    const model = context?.fitted as XgboostModel | undefined
    if (!model) throw new RangeError('xgboost: found no model, expected what was read from the file of one')
    const answers = answersOf(model)(bars)(context?.market ?? alone(bars))
    const say = wordsOf(model, conviction)
    const { trainedTo = Number.NEGATIVE_INFINITY } = context ?? {}
    return latest(
      rowByRow(bars.openTime, (time, i) => (time < trainedTo ? Number.NaN : say(answers.map(answer => answer[i])))),
      hold,
    )
  },
})

/** The margins of a model. The genomes of a population differ in conviction and hold, and scores its hundreds of trees once. */
const answersOf = remembered((model: XgboostModel) =>
  remembered((bars: Bars) =>
    remembered((market: readonly Bars[]) => margins(model, featureMatrix(model.featureNames, { bars, market }, plain))),
  ),
)

const alone = remembered((bars: Bars): readonly Bars[] => [bars])

function read(content: Uint8Array): Result<XgboostModel, string> {
  const found = readXgboost(content)
  if (!found.ok) return found
  const { featureNames, objective, classes, forest } = found.value
  const refuse = (what: string, expected: string) => fail(`XGBoost model: ${what}, expected ${expected}`)
  if (featureNames.length === 0) return refuse('its columns have no names', 'each to bear that of a feature')
  for (const name of featureNames) {
    if (!featureNamed(name)) return refuse(`no feature is called "${name}"`, `one of ${alike(name)}`)
  }
  if (forest.feature.some(f => f < 0))
    return refuse('it splits by category', 'splits by number: no feature has categories')
  if (classes > 3)
    return refuse(`it tells ${classes} classes apart`, 'two, fall and rise, or three: fall, nothing, rise')
  if (objectives[objective].base === 'log') {
    return refuse(`${objective} answers how much, never which way`, 'an objective whose answer has two sides')
  }
  return found
}

function lacks(fitted: unknown, universe: readonly string[]): string | undefined {
  const { featureNames } = fitted as XgboostModel
  const compared = featureNames.find(name => featureNamed(name)?.needsMarket)
  if (compared === undefined || universe.length > 1) return undefined
  return `compares a symbol with the others of its universe (${compared}), and there are none: name at least two symbols`
}

/** What the margins of a row say: −1, 0, +1, or NaN for nothing. */
function wordsOf(model: XgboostModel, conviction: number): (margins: readonly number[]) => number {
  const side = (lead: number) => (Math.abs(lead) > conviction ? Math.sign(lead) : Number.NaN)
  if (model.classes === 3) return margins => likeliest(margins, conviction)
  if (model.baseMargins.length === 2) return ([fall, rise]) => side(sigmoid(rise - fall) - 0.5)
  const isProbability = model.classes === 2 || objectives[model.objective].answer === 'sigmoid'
  return ([margin]) => side(isProbability ? sigmoid(margin) - 0.5 : margin)
}

const sigmoid = (margin: number) => 1 / (1 + Math.exp(-margin))

function likeliest(margins: readonly number[], conviction: number): number {
  const top = Math.max(...margins)
  const weights = margins.map(margin => Math.exp(margin - top))
  const winner = margins.indexOf(top)
  const second = Math.max(...weights.filter((_, k) => k !== winner))
  const lead = (1 - second) / (weights[0] + weights[1] + weights[2])
  return lead > conviction ? winner - 1 : Number.NaN
}
