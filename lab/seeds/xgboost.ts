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
 * Trades the predictions of a model that was trained elsewhere and is an XGBoost file beside the strategy. The model's
 * columns must have the names of features in `lab/models/features`. Its prediction for the time after a bar is one of:
 *
 * - two classes (`binary:…`, `reg:logistic`, `multi:…` with two classes), of which the second is a rise. Long above a
 *   probability of 0.5 + `conviction`, short below 0.5 − `conviction`.
 * - three classes in the order fall, no move, rise. Short, flat or long when the likeliest class leads every other one
 *   in probability by more than `conviction`.
 * - a regression of the following return in standard deviations of such returns, which mean the same on every symbol.
 *   Long above `conviction`, short below −`conviction`.
 *
 * A prediction between the thresholds gives no event. A signal lasts `hold` bars unless a new event replaces it. The
 * bars of the training period get no event.
 */
export const xgboost = seed({
  name: 'xgboost',
  idea: 'Hold the direction predicted by a gradient-boosted model that was trained elsewhere.',
  requires: 'model',
  readsOtherSymbols: true,
  learner: { read, lacks },
  genes: {
    /** Threshold of a prediction, defined above for each form. */
    conviction: real(0, 0.45, 'probability, or standard deviations of a regression'),
    /** Bars for which a signal lasts without a new event. */
    hold: int(1, 96),
  },
  warmup: ({ hold }) => longestWindow + hold,
  exposure(bars, { conviction, hold }, _, context) {
    // `read` returned and checked it; undefined when the strategy has no model.
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
 * Margins of a model, one column per output, cached by model, bars and market. Genomes differ only in `conviction` and
 * `hold`, so the trees are evaluated once for a whole population.
 */
const answersOf = remembered((model: XgboostModel) =>
  remembered((bars: Bars) =>
    remembered((market: readonly Bars[]) => margins(model, featureMatrix(model.featureNames, { bars, market }, plain))),
  ),
)

/** The market of a symbol without others. */
const alone = remembered((bars: Bars): readonly Bars[] => [bars])

/** Reads a model file and checks that this seed can use it. */
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

/** Reason why a model cannot trade a universe; undefined when it can. */
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

/** −1, 0 or +1 for the likeliest class, when its lead in probability exceeds `conviction`; otherwise NaN. */
function likeliest(margins: readonly number[], conviction: number): number {
  const top = Math.max(...margins)
  const weights = margins.map(margin => Math.exp(margin - top))
  const winner = margins.indexOf(top)
  const second = Math.max(...weights.filter((_, k) => k !== winner))
  const lead = (1 - second) / (weights[0] + weights[1] + weights[2])
  return lead > conviction ? winner - 1 : Number.NaN
}
