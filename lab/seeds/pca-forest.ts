import { type ComponentForest, componentForest, readComponentForest } from '../models/component-forest.ts'
import { type Frozen, readFrozen } from '../models/frozen.ts'
import { learn, signals, signalWarmup } from '../models/learner.ts'
import { learnerColumns, learnerFeatures } from '../models/learner-features.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'

const name = 'pca-forest'

/** All input columns of the learners are used, because the principal components select what matters. */
const columnCount = Object.keys(learnerFeatures).length

/**
 * A random forest on principal components. Scaler, components, forest and signal bounds are all fitted inside a
 * trailing window, so that no fit sees the bars that it predicts.
 */
export const pcaForest = seed({
  name,
  idea: 'Forecast the return with a random forest on principal components, and hold the direction of extreme forecasts.',
  genes: {
    /** Number of principal components that are the input of the trees. */
    components: int(2, 5, 'components'),
    /** Maximum depth of the trees: number of questions from root to leaf. */
    depth: int(3, 7, 'questions'),
    trees: int(10, 100, 'trees'),
    /**
     * Quantile of the training forecasts. A forecast above it gives a long signal. A forecast below the quantile at 1
     * minus this value gives a short signal.
     */
    quantile: real(0.5, 0.9, 'quantile of the forecasts'),
    /** Number of bars in each training window. */
    lookback: int(100, 500),
    /** Number of bars between fits. */
    cadence: int(100, 500),
    /** Number of bars for which a signal stays in force, unless a new signal replaces it. */
    hold: int(1, 48),
  },
  learner: {
    fit: (bars, genes, indicators) =>
      learn(bars, learnerColumns(bars, indicators, columnCount), genes, componentForest(genes)),
    read: (content, genes) =>
      readFrozen(content, { seed: name, genes }, state => readComponentForest(state, columnCount, genes)),
  },
  warmup: (genes, context) => signalWarmup(genes, context?.fitted !== undefined) + genes.hold,
  exposure(bars, genes, indicators, context) {
    const columns = learnerColumns(bars, indicators, columnCount)
    const frozen = context?.fitted as Frozen<ComponentForest> | undefined
    return latest(signals(bars, columns, genes, componentForest(genes), frozen), genes.hold)
  },
})
