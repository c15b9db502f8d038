/** Conversions between margins, the sums of leaves, and predictions. */
interface Meaning {
  /** Conversion of the file's `base_score` to a margin. */
  readonly base: 'as it is' | 'logit' | 'log'
  /** Conversion of a margin to a prediction. */
  readonly answer: 'as it is' | 'sigmoid' | 'exp' | 'softmax' | 'argmax'
}

/**
 * The supported objectives. Those for ranking and survival are not supported, because their predictions have no use
 * here, nor is `binary:hinge`, because it gives no probability.
 *
 * @see XGBoost 3.2.0, `src/objective`: `ProbToMargin` and `PredTransform` of each
 */
export const objectives = {
  'binary:logistic': { base: 'logit', answer: 'sigmoid' },
  // The base score is already a margin here, while it is a probability for `binary:logistic`.
  'binary:logitraw': { base: 'as it is', answer: 'as it is' },
  'reg:squarederror': { base: 'as it is', answer: 'as it is' },
  'reg:squaredlogerror': { base: 'as it is', answer: 'as it is' },
  'reg:absoluteerror': { base: 'as it is', answer: 'as it is' },
  'reg:pseudohubererror': { base: 'as it is', answer: 'as it is' },
  'reg:quantileerror': { base: 'as it is', answer: 'as it is' },
  'reg:logistic': { base: 'logit', answer: 'sigmoid' },
  'count:poisson': { base: 'log', answer: 'exp' },
  'reg:gamma': { base: 'log', answer: 'exp' },
  'reg:tweedie': { base: 'log', answer: 'exp' },
  'multi:softprob': { base: 'as it is', answer: 'softmax' },
  'multi:softmax': { base: 'as it is', answer: 'argmax' },
} as const satisfies Readonly<Record<string, Meaning>>

/** Name of a supported objective. */
export type Objective = keyof typeof objectives

export const isObjective = (name: string): name is Objective => Object.hasOwn(objectives, name)
export const isMultiClass = (objective: Objective): boolean => objective.startsWith('multi:')
