import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { evaluationsIn } from '../evolution/engine/stop.ts'
import { byFitness, type Generation } from '../evolution/generation.ts'
import type { Plan } from '../evolution/plan.ts'
import { genomeKey } from '../genome/genome.ts'
import { showInterval, showTime } from '../market/units.ts'
import { isRun, openRun, type RunFolder } from '../runs/run-folder.ts'
import type { GenerationPoint, RunLine, Sound } from './shapes.ts'

export const reportNames = ['evolution.html', 'report.html'] as const

/** Runs of a folder. What was read once is read again when there are more generations. */
export function runsIn(folder: string) {
  const known = new Map<string, { readonly stamp: string; readonly line: RunLine }>()

  return { list, open }

  /** By name; none where there is no folder. */
  function list(): readonly RunLine[] {
    if (!existsSync(folder)) return []
    return [...namesIn(folder)].sort().map(name => {
      const path = join(folder, name)
      const stamp = [join(path, 'generations'), ...reportNames.map(report => join(path, report))]
        .map(each => statSync(each, { throwIfNoEntry: false })?.mtimeMs)
        .join()
      const before = known.get(name)
      if (before?.stamp === stamp) return before.line
      const line = lineOf(name, path)
      known.set(name, { stamp, line })
      return line
    })
  }

  /** @returns `undefined` where no run of the list has the name */
  function open(name: string): string | undefined {
    return list().some(line => line.name === name) ? join(folder, name) : undefined
  }
}

/** Runs, and those that a batch or a hierarchy keeps in a folder of its own: `wide/3-btc-rsi-1`. */
const namesIn = (folder: string): readonly string[] =>
  foldersIn(folder).flatMap(name =>
    isRun(join(folder, name))
      ? [name]
      : foldersIn(join(folder, name))
          .filter(inner => isRun(join(folder, name, inner)))
          .map(inner => `${name}/${inner}`),
  )

const foldersIn = (folder: string) =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : []))

function lineOf(name: string, path: string): RunLine {
  try {
    const run = openRun(path)
    return soundLine(name, run, run.generations())
  } catch (error) {
    return { name, broken: error instanceof Error ? error.message : String(error) }
  }
}

function soundLine(name: string, { plan, path }: RunFolder, generations: readonly Generation[]): Sound {
  const best = bestOf(generations)
  return {
    name,
    synthetic: plan.synthetic,
    ...placeOf(plan),
    seeds: plan.seeds.join(', '),
    method: plan.search.selection === 'pareto' ? `${plan.search.method}, Pareto` : plan.search.method,
    population: plan.search.population,
    generations: generations.length,
    planned: plan.search.generations,
    evaluations: evaluationsIn(generations),
    ...(best && { best: best.score.fitness, champion: best.genome.seed }),
    reports: reportNames.filter(report => existsSync(join(path, report))),
    history: generations.map(pointOf),
  }
}

const placeOf = ({ data, universe, interval, segments: { train, test } }: Plan) => ({
  venue: data[0]?.venue ?? '',
  symbols: universe.join(', '),
  interval: showInterval(interval),
  from: showTime(train.from),
  to: showTime(test.to),
})

const bestOf = (generations: readonly Generation[]) => [...(generations.at(-1)?.population ?? [])].sort(byFitness)[0]

function pointOf({ number, population, fresh, diversity }: Generation): GenerationPoint {
  const fitness = population.map(({ score }) => score.fitness).sort((a, b) => b - a)
  return {
    ...{ generation: number, best: fitness[0], median: fitness[Math.floor(fitness.length / 2)] },
    mean: fitness.reduce((a, b) => a + b, 0) / fitness.length,
    ...{ diversity, evaluations: fresh.length },
  }
}

/** Every genome that was evaluated on all of the training time, a row each. */
export function genomeRows(path: string): readonly Readonly<Record<string, string | number | null>>[] {
  const { plan, generations } = openRun(path)
  return generations().flatMap(({ fresh }) =>
    fresh.map(({ genome, score, born }) => ({
      ...{ run: plan.name, generation: born, seed: genome.seed, fitness: score.fitness, trades: score.trades },
      ...{ total_return: score.totalReturn, sharpe_daily: score.sharpeDaily ?? null, genome: genomeKey(genome) },
    })),
  )
}
