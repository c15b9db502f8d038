import { createHash } from 'node:crypto'
import type { Model, Strategy, WeightedSeed } from '../strategy.ts'
import { note, type Reading } from './read.ts'

/** Hash that identifies a model file. */
export const hashOf = (content: Uint8Array): string => `sha256:${createHash('sha256').update(content).digest('hex')}`

/**
 * The strategy with the models of its seeds, read from the files beside it; `undefined`, with the errors noted, when
 * one is invalid.
 */
export function readModels(strategy: Strategy, reading: Reading): Strategy | undefined {
  const seeds = strategy.seeds.map((seed, i) => {
    if (!seed.model) return seed
    const model = readModel(seed, seed.model, strategy.universe, `seeds[${i}].model`, reading)
    return model && { ...seed, model }
  })
  return seeds.includes(undefined) ? undefined : { ...strategy, seeds: seeds as readonly WeightedSeed[] }
}

function readModel(
  { name, genes }: WeightedSeed,
  model: Model,
  universe: readonly string[],
  path: string,
  reading: Reading,
) {
  const { known } = reading
  const { file, hash } = model
  const content = known.models?.(file)
  if (!content) return note(reading, `${path}.file`, `${file} is not beside the strategy`)
  const found = hashOf(content)
  if (found !== hash) {
    return note(
      reading,
      `${path}.hash`,
      `found ${hash}, but ${file} has ${found}: this is not the model that was judged`,
    )
  }
  const learner = known.seeds.find(seed => seed.name === name)?.learner
  const fitted = learner?.read(content, genes)
  if (fitted?.ok) {
    const why = learner?.lacks?.(fitted.value, universe)
    return why === undefined ? { ...model, fitted: fitted.value } : note(reading, `${path}.file`, `${file} ${why}`)
  }
  return note(
    reading,
    `${path}.file`,
    `${file} cannot be read by ${name}: ${fitted?.error ?? 'the seed does not learn'}`,
  )
}
