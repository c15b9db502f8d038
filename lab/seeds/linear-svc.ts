import { type Frozen, readFrozen } from '../models/frozen.ts'
import { learn, signals, signalWarmup } from '../models/learner.ts'
import { learnerColumns } from '../models/learner-features.ts'
import { type PlaneVotes, planeVotes, readPlaneVotes } from '../models/plane-votes.ts'
import { latest } from './latest.ts'
import { type GeneSpecs, type Genes, int, real, seed } from './seed.ts'

const name = 'linear-svc'

const genes = {
  /** Bars that each fit learns from. */
  lookback: int(100, 500),
  /** Columns it sees, the first of `learnerFeatures`. */
  features: int(3, 15, 'columns'),
  /** Weight of the mean squared hinge loss against the size of the weights. */
  regularization: real(0.1, 2, 'weight of the mean loss'),
  /** Planes that vote. */
  ensemble: int(1, 5, 'planes'),
  /** Share of the margins in training that one must exceed in size. */
  conviction: real(0, 0.9, 'quantile of the margins'),
  /** Bars from one fit to the next. */
  cadence: int(24, 336),
  /** Bars that a vote stands, unless another comes. */
  hold: int(1, 48),
} as const satisfies GeneSpecs

/**
 * Documented with one fit on the end of the series, which then predicted its own past; with labels of the last bars invented as falls; with
 * members that were one and the same; and with a fall back on the last return where cross-validation failed. It learns on trailing windows
 * now and says nothing where it learned nothing. `conviction` is in the place of the folds and of the bins that no rule read. From 100
 * rows on, since fifteen columns fit any twenty; the regularization counts against the mean loss, so it means the same at every lookback.
 */
export const linearSvc = seed({
  name,
  idea: 'Hold the side of a plane on which bars like this one were followed by a rise or a fall.',
  genes,
  learner: {
    fit: (bars, own, indicators) => learn(bars, learnerColumns(bars, indicators, own.features), own, methodOf(own)),
    read: (content, own) =>
      readFrozen(content, { seed: name, genes: own }, state => readPlaneVotes(state, own.features, own.ensemble)),
  },
  warmup: (own, context) => signalWarmup(own, context?.fitted !== undefined) + own.hold,
  exposure(bars, own, indicators, context) {
    const columns = learnerColumns(bars, indicators, own.features)
    const frozen = context?.fitted as Frozen<PlaneVotes> | undefined
    return latest(signals(bars, columns, own, methodOf(own), frozen), own.hold)
  },
})

const methodOf = ({ ensemble, regularization, conviction }: Genes<typeof genes>) =>
  planeVotes({ members: ensemble, regularization, conviction })
