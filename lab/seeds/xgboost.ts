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
 * Trades the predictions of a model that was trained elsewhere and comes with the strategy as an XGBoost file. Its
 * columns must be named after features in `lab/models/features`. It predicts what follows a bar, in one of three forms:
 *
 * - two classes (`binary:…`, `reg:logistic`, `multi:…` with two classes): the second class is a rise. Long above a
 *   probability of 0.5 + `conviction`, short below 0.5 − `conviction`;
 * - three classes, in the order fall, no move, rise: short, flat or long when the likeliest class leads each other one
 *   by more than `conviction`;
 * - a regression: the following return in standard deviations of such returns, because only a label without scale means
 *   the same on every symbol. Long above `conviction`, short below −`conviction`.
 *
 * In between there is no event, and the last signal stands for `hold` bars. Bars of the training period get no signal.
 */
export const xgboost = seed({
  name: 'xgboost',
  idea: 'Hold the direction predicted by a gradient-boosted model that was trained elsewhere.',
  requires: 'model',
  readsOtherSymbols: true,
  learner: { read, lacks },
  genes: {
    /** Threshold of a prediction, see above. */
    conviction: real(0, 0.45, 'probability, or standard deviations of a regression'),
    /** Bars. */
    hold: int(1, 96),
  },
  warmup: ({ hold }) => longestWindow + hold,
  exposure(bars, { conviction, hold }, _, context) {
    // `read` has checked it, or there is none.
    const model = context?.fitted as XgboostModel | undefined
    if (!model) throw new RangeError('xgboost: found no model, expected what was read from the file of one')
    const answers = answersOf(model)(bars)(context?.market ?? alone(bars))
    const eventOf = signalOf(model, conviction)
    const { trainedTo = Number.NEGATIVE_INFINITY } = context ?? {}
    return latest(
      rowByRow(bars.openTime, (time, i) => (time < trainedTo ? Number.NaN : eventOf(answers.map(answer => answer[i])))),
      hold,
    )
  },
})

/**
 * Raw predictions of a model, cached: the genomes of a population differ only in conviction and hold, so the trees are
 * evaluated once.
 */
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
  if (featureNames.length === 0) return refuse('its columns have no names', 'each column to be named after a feature')
  for (const name of featureNames) {
    if (!featureNamed(name)) return refuse(`no feature is called "${name}"`, `one of ${alike(name)}`)
  }
  if (forest.feature.some(f => f < 0))
    return refuse('it splits by category', 'splits by number: no feature has categories')
  if (classes > 3) return refuse(`it has ${classes} classes`, 'two, fall and rise, or three: fall, nothing, rise')
  if (objectives[objective].base === 'log') {
    return refuse(`${objective} predicts a magnitude without direction`, 'an objective that predicts a direction')
  }
  return found
}

function lacks(fitted: unknown, universe: readonly string[]): string | undefined {
  const { featureNames } = fitted as XgboostModel
  const compared = featureNames.find(name => featureNamed(name)?.needsMarket)
  if (compared === undefined || universe.length > 1) return undefined
  return `needs other symbols in the universe to compare with (feature ${compared}): name at least two symbols`
}

/** Converts the margins of a row to an event: −1, 0, +1, or NaN for none. */
function signalOf(model: XgboostModel, conviction: number): (margins: readonly number[]) => number {
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
