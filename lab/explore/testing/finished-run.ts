import type { Generation, Scored } from '../../evolution/generation.ts'
import { drawGenome } from '../../genome/genome.ts'
import { spaceOf } from '../../genome/space.ts'
import { random } from '../../random.ts'
import { createRun, type RunFolder } from '../../runs/run-folder.ts'
import { smallDataset } from '../../testing/small-run.ts'

/** Plan of all sample runs: a simulated market of one symbol. */
export const { plan } = smallDataset()

/** A genome of `ema-cross` with the given fitness and no trades. */
export const scored = (fitness: number): Scored => ({
  genome: drawGenome(spaceOf({ seeds: ['ema-cross'] }), random(fitness)),
  score: { fitness, trades: 0, totalReturn: 0 },
  born: 0,
})

/** A generation whose whole population was evaluated in it. */
export const generation = (number: number, population: readonly Scored[]): Generation => ({
  ...{ number, population, fresh: population.map(one => ({ ...one, born: number })) },
  ...{ diversity: 0.5, stagnant: 0, step: 0.1 },
})

/** Writes a run with these finished generations to disk. */
export async function finishRun(path: string, generations: readonly Generation[]): Promise<RunFolder> {
  const run = await createRun(path, plan)
  for (const one of generations) await run.save(one)
  return run
}
