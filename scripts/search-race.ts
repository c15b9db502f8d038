import { availableParallelism } from 'node:os'
import { Command } from 'commander'
import { fingerprint } from '../lab/data/fingerprint.ts'
import { plantedEdge, practice } from '../lab/data/synthetic/practice.ts'
import { dataSeen, instrumentsOf } from '../lab/evolution/dataset.ts'
import { practicePlan } from '../lab/evolution/practice-plan.ts'
import { isWon, type Race, race } from '../lab/evolution/race.ts'
import { between } from '../lab/market/bars.ts'
import { startWorkers } from '../lab/workers/threads/pool.ts'
import { decimal, whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { progress } from './terminal/progress.ts'
import { number, table } from './terminal/table.ts'

interface Options {
  readonly runs: number
  readonly first: number
  readonly edge: number
  readonly reference: number
  readonly limit: number
  readonly share: number
  readonly workers: number
}

await new Command('search-race')
  .description(
    'Compare genetic with random search on simulated markets with a planted edge: which needs fewer evaluations to reach a share of the best fitness that long searches find?',
  )
  .option('--runs <count>', 'number of different markets', whole('--runs', 1), 20)
  .option('--first <number>', 'random seed of the first market', whole('--first', 0), 1)
  .option('--edge <deviations>', 'planted drift per bar, in standard deviations', decimal('--edge', 0), plantedEdge)
  .option('--reference <count>', 'evaluations of each long search', whole('--reference', 100), 3_000)
  .option('--limit <count>', 'evaluations after which a search has failed', whole('--limit', 100), 3_000)
  .option('--share <share>', 'share of the best fitness that counts as reached, 0–1', decimal('--share', 0), 0.95)
  .option('--workers <count>', 'number of threads', whole('--workers', 1), availableParallelism())
  .action(run)
  .parseAsync()
  .catch(fail)

async function run({ runs, first, edge, workers, ...options }: Options): Promise<void> {
  const bar = progress(`racing on ${runs} markets`)
  const races: Race[] = []
  for (let i = 0; i < runs; i++) {
    bar.update(i / runs, `SYNTHETIC market ${first + i}`)
    races.push(await raceOn(first + i, edge, workers, options))
  }
  bar.stop()
  const count = (evaluations: number | undefined) => (evaluations === undefined ? 'not reached' : String(evaluations))
  console.log(
    table(
      ['market', 'best known', 'target', 'genetic evaluations', 'random evaluations', 'fewer'],
      races.map((one, i) => [
        ...[String(first + i), number(one.best), number(one.target), count(one.genetic), count(one.random)],
        isWon(one) ? 'genetic' : one.genetic === one.random ? 'neither' : 'random',
      ]),
    ),
  )
  console.log(
    `\nSYNTHETIC markets: the genetic search needed fewer evaluations in ${races.filter(isWon).length} of ${runs} runs.`,
  )
}

async function raceOn(seed: number, edge: number, workers: number, options: Parameters<typeof race>[2]): Promise<Race> {
  const field = practice(seed, edge)
  const market = field.market.map(bars => between(bars, 0, field.learn.to))
  const plan = practicePlan(market, {
    name: `race-${seed}`,
    ...{ seedNumber: seed, data: dataSeen(market, fingerprint), ...field.learn },
  })
  const pool = startWorkers(workers, { plan, market, instruments: instrumentsOf(market) })
  try {
    return await race(plan, pool.evaluate, options)
  } finally {
    await pool.close()
  }
}
