import { Command } from 'commander'
import { capacityOf, type Load } from '../lab/workers/queue/capacity.ts'
import { decimal, whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { percent, table } from './terminal/table.ts'

interface Options {
  readonly evaluationsPerSecond: number
  readonly population: number
  readonly generations: number
  readonly cores: readonly number[]
  readonly coresPerWorker: number
  readonly usd: number
  readonly snapshot: number
  readonly batch: number
}

await new Command('capacity')
  .description(
    'Estimate the time and cost of a search for several numbers of cores, and its first bottleneck, from the measured evaluations per second.',
  )
  .requiredOption(
    '--evaluations-per-second <count>',
    'evaluations per second of one core: the number in the progress bar of evolve.ts, divided by its threads',
    decimal('--evaluations-per-second', 0),
  )
  .option('--population <count>', 'genomes per generation', whole('--population', 2), 1_000)
  .option('--generations <count>', 'number of generations', whole('--generations', 1), 50)
  .option('--cores <list>', 'numbers of cores, such as 1,2,8', list, [1, 2, 8, 32, 128, 512, 2_048, 10_000])
  .option('--cores-per-worker <count>', 'cores of one worker', whole('--cores-per-worker', 1), 2)
  .option('--usd <price>', 'price of a core hour, USD; the default is an assumption', decimal('--usd', 0), 0.04)
  .option('--snapshot <megabytes>', 'size of the bars that every worker fetches, MB', decimal('--snapshot', 0), 30)
  .option('--batch <milliseconds>', 'overhead of a batch besides its evaluations, ms', decimal('--batch', 0), 2.5)
  .action(show)
  .parseAsync()
  .catch(fail)

function show({ evaluationsPerSecond, population, generations, cores, coresPerWorker, ...options }: Options): void {
  const load: Load = {
    ...{ population, generations, evaluationsPerSecond, coresPerWorker, usdPerCoreHour: options.usd },
    // A fifth of each generation is kept by elitism, so 0.8 of it is new. `bytesPerGenome` counts a genome's text and
    // its score. `commandsPerBatch` counts the Redis commands of BullMQ and of this code.
    ...{ fresh: 0.8, bytesPerGenome: 900, commandsPerBatch: 15, secondsPerGenome: 0.000_014 },
    ...{ secondsPerBatch: options.batch / 1_000, snapshotBytes: options.snapshot * 1e6 },
    limits: { redisCommandsPerSecond: 100_000, redisBytesPerSecond: 1.25e9 },
  }
  const rows = cores.map(count => {
    const found = capacityOf(load, count)
    return [
      ...[String(count), String(found.workers), duration(found.seconds), `${found.usd.toFixed(2)} USD`],
      ...[percent(found.efficiency), found.commandsPerSecond.toFixed(0), (found.bytesPerSecond / 1e6).toFixed(2)],
      ...[(found.fetchedBytes / 1e9).toFixed(2), found.limit],
    ]
  })
  const evaluations = population + (generations - 1) * Math.ceil(0.8 * population)
  console.log(`${evaluations} evaluations, ${evaluationsPerSecond} per second and core:\n`)
  console.log(
    table(
      [
        'cores',
        'workers',
        'time',
        'cost',
        'evaluating',
        'Redis commands/s',
        'Redis MB/s',
        'bars fetched, GB',
        'bottleneck',
      ],
      rows,
    ),
  )
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(1)} s`
  return seconds < 7_200 ? `${(seconds / 60).toFixed(1)} min` : `${(seconds / 3_600).toFixed(1)} h`
}

function list(text: string): readonly number[] {
  return text.split(',').map(whole('--cores', 1))
}
