import { join } from 'node:path'
import { metrics } from '../../lab/backtest/metrics.ts'
import { wallClock } from '../../lab/clock.ts'
import { writeDurably } from '../../lab/durable.ts'
import type { Baseline } from '../../lab/evolution/baselines.ts'
import { evaluationsUntil } from '../../lab/evolution/baselines.ts'
import { fitnessLines } from '../../lab/evolution/fitness/fitness.ts'
import { byFitness, type Generation } from '../../lab/evolution/generation.ts'
import { backtestGenome, type Dataset } from '../../lab/evolution/measure.ts'
import { plain } from '../../lab/indicators/memo.ts'
import { evolutionReport } from '../../lab/report/evolution/evolution-report.ts'
import { evolutionDataOf } from '../../lab/report/evolution/run-to-data.ts'
import type { RunFolder } from '../../lab/runs/run-folder.ts'
import type { Counted } from './search.ts'

/**
 * Writes the evolution report of a finished search into its run folder.
 *
 * @param found all generations, the baselines if there are any, and counts of the run
 * @returns path of the HTML page
 */
export async function writeEvolutionReport(
  { path, plan }: RunFolder,
  dataset: Omit<Dataset, 'plan'>,
  found: {
    readonly generations: readonly Generation[]
    readonly baselines: readonly Baseline[] | undefined
    readonly counted: Counted
  },
): Promise<string> {
  const { generations, baselines = [], counted } = found
  const [{ genome }] = generations.flatMap(({ fresh }) => fresh).sort(byFitness)
  const outcome = backtestGenome(genome, { ...dataset, plan }, plan.segments.train, plan.costs, plain)
  const { objectives } = plan.fitness
  const page = await evolutionReport(
    evolutionDataOf({
      createdAt: wallClock(),
      plan,
      generations,
      champion: { outcome, market: dataset.market, lines: fitnessLines(metrics(outcome), plan.fitness) },
      ...(objectives && { objectives }),
      baselines: baselines.map(({ method, evaluations, best }) => {
        const after = evaluationsUntil(generations, best.score.fitness)
        return {
          ...{ name: method === 'random' ? 'random search' : 'grid', evaluations, best: best.score.fitness },
          ...(after !== undefined && { overtakenAfter: after }),
        }
      }),
      counted: [
        { name: 'Seconds', value: counted.seconds.toFixed(1) },
        ...(counted.slow === undefined
          ? []
          : [{ name: 'Backtests by the plain evaluator', value: String(counted.slow) }]),
      ],
      commands: [`npx tsx scripts/promote.ts ${path}`],
    }),
  )
  const file = join(path, 'evolution.html')
  await writeDurably(file, page)
  return file
}
