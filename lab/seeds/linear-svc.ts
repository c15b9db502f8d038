import { type Frozen, readFrozen } from '../models/frozen.ts'
import { learn, signals, signalWarmup } from '../models/learner.ts'
import { learnerColumns } from '../models/learner-features.ts'
import { type PlaneVotes, planeVotes, readPlaneVotes } from '../models/plane-votes.ts'
import { latest } from './latest.ts'
import { type GeneSpecs, type Genes, int, real, seed } from './seed.ts'

const name = 'linear-svc'

const genes = {
  /** Bars of each training window. */
  lookback: int(100, 500),
  /** Number of input columns: the first ones of `learnerFeatures`. */
  features: int(3, 15, 'columns'),
  /** Weight of the mean squared hinge loss, relative to the penalty on the weights. */
  regularization: real(0.1, 2, 'weight of the mean loss'),
  /** Number of planes that vote. */
  ensemble: int(1, 5, 'planes'),
  /** A plane votes where its absolute margin exceeds this quantile of its absolute training margins. */
  conviction: real(0, 0.9, 'quantile of the margins'),
  /** Bars between fits. */
  cadence: int(24, 336),
  /** Bars for which a vote is held, unless another vote replaces it. */
  hold: int(1, 48),
} as const satisfies GeneSpecs

/**
 * Linear classifiers fitted on trailing windows, so that no fit uses the bars that it predicts. There is no signal
 * where no model could be fitted, for example when all returns of the window have the same sign.
 *
 * Windows have at least 100 rows, because fifteen columns can fit any twenty rows. Regularization is relative to the
 * mean loss, so a value has the same effect for every lookback.
 */
export const linearSvc = seed({
  name,
  idea: 'Predict the direction with linear classifiers, refitted on trailing windows, and hold it.',
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
