interface Meaning {
  /** How `base_score`, which the file states as a prediction, becomes a margin. */
  readonly base: 'as it is' | 'logit' | 'log'
  /** How a margin becomes a prediction. */
  readonly answer: 'as it is' | 'sigmoid' | 'exp' | 'softmax' | 'argmax'
}

/**
 * The supported objectives. Ranking and survival objectives predict nothing that is used here, and `binary:hinge` gives
 * no probability.
 *
 * @see XGBoost 3.2.0, `src/objective`: `ProbToMargin` and `PredTransform` of each
 */
export const objectives = {
  'binary:logistic': { base: 'logit', answer: 'sigmoid' },
  // Its base score is already a margin, although that of `binary:logistic` is a probability.
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

export type Objective = keyof typeof objectives

export const isObjective = (name: string): name is Objective => Object.hasOwn(objectives, name)
export const isMultiClass = (objective: Objective): boolean => objective.startsWith('multi:')
