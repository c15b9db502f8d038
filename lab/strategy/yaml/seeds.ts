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
  long: required('the position is long from where this is true', expression),
  short: optional('and short from where this is', expression),
  flat: optional('and nothing from where this is', expression),
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
    hash: required("SHA-256 of the file's bytes; another content is refused", contentHash),
    trainedTo: optional(
      'of a model made elsewhere, and of no other: when its training data ended; before that it is not asked',
      instant,
    ),
  },
  { layout: 'line' },
)

const enhancers: Named<Exclude<WeightedSeed['enhancers'], undefined>> = {
  kind: 'named',
  of: genes,
  expects: 'genes under the name of each enhancer',
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
    weight: required('share of its signal; negative trades against it', plainNumber({ min: -1, max: 1 }, '0.5')),
    genes: required("every gene of the seed, within the seed's own ranges", genes),
    formula: since(2, optional('of the seed `formula`, and of no other: what it goes by', formula)),
    // What the file holds is read with it, once both are known to be sound.
    model: since(2, optional('of a seed that learns: what it has learned, in a file beside this one', model as never)),
    enhancers: since(2, optional('what else its signal hangs on; one that is absent is off', enhancers)),
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
    method: required('signals are added up, vote, or have shares of the capital', oneOf('weights', 'vote', 'split')),
    quorum: optional(
      'of `vote`: lead of one side over the other, in percent of all weights, above which it takes it all',
      percent({ min: 0, max: 99 }, '20 %'),
    ),
  },
  {
    check: ({ method, quorum }) => {
      if (method === 'vote' && quorum === undefined)
        return [{ at: [], why: 'lacks the field quorum, which a vote needs' }]
      return method !== 'vote' && quorum !== undefined
        ? [{ at: ['quorum'], why: `belongs to a vote, and the method is ${method}` }]
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
  if (requires === 'formula' && !formula) return [{ at: [], why: `lacks the field formula, which ${name} goes by` }]
  if (requires === 'model' && !model)
    return [{ at: [], why: `lacks the field model, without which ${name} knows nothing` }]
  return [
    ...(formula && requires !== 'formula' ? [{ at: ['formula'], why: `is nothing that ${name} goes by` }] : []),
    ...(model && requires === 'model' && model.trainedTo === undefined
      ? [{ at: ['model'], why: 'lacks the field trainedTo: when the data ended that it was trained on' }]
      : []),
    ...(model?.trainedTo !== undefined && learner && requires !== 'model'
      ? [{ at: ['model', 'trainedTo'], why: `stands in the file of ${name} itself` }]
      : []),
    ...(model && !learner ? [{ at: ['model'], why: `is nothing that ${name} goes by: it does not learn` }] : []),
  ]
}

function checkWeights(seeds: readonly WeightedSeed[]): readonly Complaint[] {
  const sum = seeds.reduce((total, { weight }) => total + Math.abs(weight), 0)
  // Thirds and tenths do not add up to 1 exactly in binary.
  return sum <= 1 + 1e-9 ? [] : [{ at: [], why: `the weights' magnitudes sum to ${decimal(sum)}, expected at most 1` }]
}
