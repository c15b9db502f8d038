import type { OptionalColumn } from '../market/bars.ts'
import type { Random } from '../random.ts'
import { drawGenes } from '../seeds/draw.ts'
import { drawRules } from '../seeds/formula/draw-rules.ts'
import type { Seed } from '../seeds/seed.ts'
import type { Model, WeightedSeed } from '../strategy/strategy.ts'
import { sampleModelFile, sampleModelHash } from './sample-model.ts'

/**
 * Random inputs of a seed. A seed that needs a trained model gets the sample model.
 *
 * @param known optional columns that a formula may read
 */
export function drawGiven(
  seed: Seed,
  chance: Random,
  known: readonly OptionalColumn[] = [],
): Pick<WeightedSeed, 'genes' | 'formula' | 'model'> {
  const genes = drawGenes(seed.genes, chance)
  return {
    genes,
    ...(seed.requires === 'formula' && { formula: drawRules(chance, known) }),
    ...(seed.requires === 'model' && { model: sample(seed, genes) }),
  }
}

function sample({ learner, name }: Seed, genes: WeightedSeed['genes']): Model {
  const fitted = learner?.read(sampleModelFile(), genes)
  if (!fitted?.ok) throw new Error(`${name} cannot read the sample model: ${fitted?.error}`)
  return { file: 'sample.model.json', hash: sampleModelHash(), fitted: fitted.value }
}
