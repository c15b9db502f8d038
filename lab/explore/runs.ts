import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { evaluationsIn } from '../evolution/engine/stop.ts'
import { byFitness, type Generation } from '../evolution/generation.ts'
import type { Plan } from '../evolution/plan.ts'
import { genomeKey } from '../genome/genome.ts'
import { showInterval, showTime } from '../market/units.ts'
import { isRun, openRun, type RunFolder } from '../runs/run-folder.ts'
import type { GenerationPoint, ReadableRun, RunLine } from './shapes.ts'

export const reportNames = ['evolution.html', 'report.html'] as const

/** The runs of a folder. A run is read again only when it has a new generation or report. */
export function runsIn(folder: string) {
  const known = new Map<string, { readonly stamp: string; readonly line: RunLine }>()

  return { list, open }

  /** All runs, sorted by name; none when the folder does not exist. */
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

  /** Path of a run. @returns `undefined` when the list has no run of that name */
  function open(name: string): string | undefined {
    return list().some(line => line.name === name) ? join(folder, name) : undefined
  }
}

/** Names of runs. Batches and hierarchies keep theirs one folder deeper: `wide/3-btc-rsi-1`. */
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
    return runLine(name, run, run.generations())
  } catch (error) {
    return { name, broken: error instanceof Error ? error.message : String(error) }
  }
}

function runLine(name: string, { plan, path }: RunFolder, generations: readonly Generation[]): ReadableRun {
  const best = bestOf(generations)
  return {
    name,
    synthetic: plan.synthetic,
    ...marketOf(plan),
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

const marketOf = ({ data, universe, interval, segments: { train, test } }: Plan) => ({
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

/** One row for each genome that was evaluated on all of the training time. */
export function genomeRows(path: string): readonly Readonly<Record<string, string | number | null>>[] {
  const { plan, generations } = openRun(path)
  return generations().flatMap(({ fresh }) =>
    fresh.map(({ genome, score, born }) => ({
      ...{ run: plan.name, generation: born, seed: genome.seed, fitness: score.fitness, trades: score.trades },
      ...{ total_return: score.totalReturn, sharpe_daily: score.sharpeDaily ?? null, genome: genomeKey(genome) },
    })),
  )
}
