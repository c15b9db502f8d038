import { type ComponentForest, componentForest, readComponentForest } from '../models/component-forest.ts'
import { type Frozen, readFrozen } from '../models/frozen.ts'
import { learn, signals, signalWarmup } from '../models/learner.ts'
import { learnerColumns, learnerFeatures } from '../models/learner-features.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'

const name = 'pca-forest'

/** All columns are used; the principal components decide what matters. */
const columnCount = Object.keys(learnerFeatures).length

/**
 * A random forest on principal components. Scaler, components, forest and signal bounds are all fitted inside a
 * trailing window, so that no fit sees the bars that it predicts.
 */
export const pcaForest = seed({
  name,
  idea: 'Forecast the return with a random forest on principal components, and hold the direction of extreme forecasts.',
  genes: {
    /** Number of principal components that the trees see. */
    components: int(2, 5, 'components'),
    /** Depth of the trees: questions from root to leaf. */
    depth: int(3, 7, 'questions'),
    trees: int(10, 100, 'trees'),
    /**
     * Quantile of the training forecasts that a forecast must exceed for a long signal; for a short one, its mirror
     * image.
     */
    quantile: real(0.5, 0.9, 'quantile of the forecasts'),
    /** Bars of each training window. */
    lookback: int(100, 500),
    /** Bars between fits. */
    cadence: int(100, 500),
    /** Bars that a signal stands, unless another one occurs. */
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
