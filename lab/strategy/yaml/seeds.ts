import type { FormulaRules } from '../../seeds/formula/rules.ts'
import type { Ensemble, Model, WeightedSeed } from '../strategy.ts'
import { decimal } from './decimal.ts'
import { expression } from './expression.ts'
import { checkGenes, find, genes } from './genes.ts'
import { percent, plainNumber } from './quantity.ts'
import { type Complaint, group, type Known, list, type Named, optional, required, since } from './shape.ts'
import { instant } from './times.ts'
import { contentHash, oneOf, text } from './words.ts'

const formula = group<FormulaRules>({
  long: required('turn long when this is true', expression),
  short: optional('turn short when this is true', expression),
  flat: optional('turn flat when this is true', expression),
})

const model = group<Omit<Model, 'fitted'>>(
  {
    file: required(
      'name of a file in the same folder',
      text(
        /^[a-z0-9][a-z0-9.-]{0,119}$/,
        'lower-case letters, digits, dots and hyphens, at most 120',
        'calm-svc.model.json',
      ),
    ),
    hash: required("SHA-256 of the file's bytes; a file with other content is refused", contentHash),
    trainedTo: optional(
      'end of the training data, only for a model made elsewhere; earlier bars get no signal',
      instant,
    ),
  },
  { layout: 'line' },
)

const enhancers: Named<Exclude<WeightedSeed['enhancers'], undefined>> = {
  kind: 'named',
  of: genes,
  expects: 'enhancer names, each with its genes',
  check: (given, known) =>
    Object.entries(given).flatMap(([name, values]) => {
      const found = find(name, 'enhancer', known.enhancers)
      return 'why' in found ? { ...found, at: [name] } : checkGenes(values, found, [name])
    }),
}

const weightedSeed = group<WeightedSeed>(
  {
    name: required(
      'a seed that this version knows',
      text(/^[a-z0-9][a-z0-9-]{0,79}$/, 'the name of a seed', 'ema-cross'),
    ),
    weight: required('weight of its signal; negative trades against it', plainNumber({ min: -1, max: 1 }, '0.5')),
    genes: required("every gene of the seed, within the seed's own ranges", genes),
    formula: since(2, optional('rules of the seed `formula`; no other seed has them', formula)),
    // The model file is read later, once strategy and hash are known to be valid.
    model: since(2, optional('trained model of a seed that learns, in a file beside this one', model as never)),
    enhancers: since(2, optional('genes of the enhancers applied to its signal; an absent one is off', enhancers)),
  },
  { check: checkSeed },
)

export const weightedSeeds = list(weightedSeed, { least: 1, most: 100, check: checkWeights })

interface EnsembleFields {
  readonly method: Ensemble['method']
  readonly quorum?: number
}

export const ensemble = group<EnsembleFields>(
  {
    method: required('weighted sum, vote, or separate shares of the capital', oneOf('weights', 'vote', 'split')),
    quorum: optional(
      'for `vote`: lead of one side over the other, in percent of all weights, above which it gets full exposure',
      percent({ min: 0, max: 99 }, '20 %'),
    ),
  },
  {
    check: ({ method, quorum }) => {
      if (method === 'vote' && quorum === undefined)
        return [{ at: [], why: 'lacks the field quorum, which a vote needs' }]
      return method !== 'vote' && quorum !== undefined
        ? [{ at: ['quorum'], why: `is only for the method vote, found ${method}` }]
        : []
    },
  },
)

function checkSeed(chosen: WeightedSeed, known: Known): readonly Complaint[] {
  const seed = find(chosen.name, 'seed', known.seeds)
  if ('why' in seed) return [{ ...seed, at: ['name'] }]
  return [...checkGenes(chosen.genes, seed, ['genes']), ...checkParts(chosen, seed)]
}

function checkParts(
  { name, formula, model }: WeightedSeed,
  { requires, learner }: Known['seeds'][number],
): readonly Complaint[] {
  if (requires === 'formula' && !formula) return [{ at: [], why: `lacks the field formula, which ${name} needs` }]
  if (requires === 'model' && !model) return [{ at: [], why: `lacks the field model, which ${name} needs` }]
  return [
    ...(formula && requires !== 'formula' ? [{ at: ['formula'], why: `is not used by ${name}` }] : []),
    ...(model && requires === 'model' && model.trainedTo === undefined
      ? [{ at: ['model'], why: 'lacks the field trainedTo, the end of its training data' }]
      : []),
    ...(model?.trainedTo !== undefined && learner && requires !== 'model'
      ? [{ at: ['model', 'trainedTo'], why: `is already in the model file of ${name}` }]
      : []),
    ...(model && !learner ? [{ at: ['model'], why: `is not used by ${name}, which does not learn` }] : []),
  ]
}

function checkWeights(seeds: readonly WeightedSeed[]): readonly Complaint[] {
  const sum = seeds.reduce((total, { weight }) => total + Math.abs(weight), 0)
  // Thirds and tenths do not sum to exactly 1 in binary.
  return sum <= 1 + 1e-9 ? [] : [{ at: [], why: `absolute weights sum to ${decimal(sum)}, expected at most 1` }]
}
