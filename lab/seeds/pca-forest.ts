import { type ComponentForest, componentForest, readComponentForest } from '../models/component-forest.ts'
import { type Frozen, readFrozen } from '../models/frozen.ts'
import { learn, signals, signalWarmup } from '../models/learner.ts'
import { learnerColumns, learnerFeatures } from '../models/learner-features.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'

const name = 'pca-forest'

/** It takes all columns: what to leave out is for the components to say. */
const columnCount = Object.keys(learnerFeatures).length

/**
 * Documented with scaler and components of the whole series, a forest fitted on its end which then predicted its own past, and a quantile that
 * inverted the rule below one half. All of it is fitted inside a trailing window now, the bounds of a signal too; `quantile` begins at
 * one half. The single tree that was averaged in with half the weight is gone: it knew its window by heart and shouted the forest down.
 * The bins of quantiles are gone as well: no rule read them.
 */
export const pcaForest = seed({
  name,
  idea: 'Hold the direction of a forecast that is high or low among forecasts, made by trees on what the columns have in common.',
  genes: {
    /** Principal components that the trees see. */
    components: int(2, 5, 'components'),
    /** Questions from root to leaf. */
    depth: int(3, 7, 'questions'),
    trees: int(10, 100, 'trees'),
    /** Share of the forecasts in training that one must exceed; its mirror image for a fall. */
    quantile: real(0.5, 0.9, 'quantile of the forecasts'),
    /** Bars that each fit learns from. */
    lookback: int(100, 500),
    /** Bars from one fit to the next. */
    cadence: int(100, 500),
    /** Bars that a signal stands, unless another comes. */
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
