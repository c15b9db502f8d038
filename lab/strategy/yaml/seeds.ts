import type { GeneSpec } from '../../seeds/seed.ts'
import type { WeightedSeed } from '../strategy.ts'
import { decimal } from './decimal.ts'
import { nearest } from './nearest.ts'
import { plainNumber } from './quantity.ts'
import { type Complaint, group, type Known, list, type Numbers, required } from './shape.ts'
import { text } from './words.ts'

const genes: Numbers<WeightedSeed['genes']> = { kind: 'numbers', of: plainNumber({}, '12') }

const weightedSeed = group<WeightedSeed>(
  {
    name: required(
      'a seed that this version knows',
      text(/^[a-z0-9][a-z0-9-]{0,79}$/, 'the name of a seed', 'ema-cross'),
    ),
    weight: required('share of its opinion; negative trades against it', plainNumber({ min: -1, max: 1 }, '0.5')),
    genes: required("every gene of the seed, within the seed's own ranges", genes),
  },
  { check: checkGenes },
)

export const weightedSeeds = list(weightedSeed, { least: 1, most: 100, check: checkWeights })

function checkGenes(chosen: WeightedSeed, known: Known): readonly Complaint[] {
  const seed = known.seeds.find(each => each.name === chosen.name)
  if (!seed) {
    const meant = nearest(
      chosen.name,
      known.seeds.map(each => each.name),
    )
    return [{ at: ['name'], why: `is not a known seed${meant ? `; did you mean ${meant}?` : ''}` }]
  }
  const names = Object.keys(seed.genes)
  return [
    ...names
      .filter(name => !Object.hasOwn(chosen.genes, name))
      .map(name => ({ at: ['genes'], why: `lacks the gene ${name}, ${describe(seed.genes[name])}` })),
    ...Object.entries(chosen.genes).flatMap(([name, value]) => {
      if (!Object.hasOwn(seed.genes, name)) {
        const meant = nearest(name, names)
        return { at: ['genes', name], why: `is not a gene of ${seed.name}${meant ? `; did you mean ${meant}?` : ''}` }
      }
      const spec = seed.genes[name]
      const fits = value >= spec.min && value <= spec.max && (spec.kind === 'real' || Number.isInteger(value))
      return fits ? [] : { at: ['genes', name], why: `found ${decimal(value)}, expected ${describe(spec)}` }
    }),
  ]
}

const describe = ({ kind, min, max }: GeneSpec): string =>
  `a ${kind === 'int' ? 'whole number' : 'number'} from ${decimal(min)} to ${decimal(max)}`

function checkWeights(seeds: readonly WeightedSeed[]): readonly Complaint[] {
  const sum = seeds.reduce((total, { weight }) => total + Math.abs(weight), 0)
  // Thirds and tenths do not add up to 1 exactly in binary.
  return sum <= 1 + 1e-9 ? [] : [{ at: [], why: `the weights' magnitudes sum to ${decimal(sum)}, expected at most 1` }]
}
