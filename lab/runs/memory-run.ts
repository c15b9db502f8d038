import type { Generation } from '../evolution/generation.ts'
import type { Plan } from '../evolution/plan.ts'
import type { Run } from './run.ts'

/** Starts a run that is kept in memory: it is gone with the process. */
export function runInMemory(plan: Plan): Run {
  const kept: Generation[] = []
  return {
    plan,
    async save(generation) {
      if (generation.number !== kept.length) {
        throw new RangeError(`expected generation ${kept.length} next, found ${generation.number}`)
      }
      kept.push(generation)
    },
    generations: () => [...kept],
  }
}
