import { availableParallelism } from 'node:os'
import { Command } from 'commander'
import { connectRedis } from '../lab/workers/queue/connection.ts'
import { efficiencyOf } from '../lab/workers/queue/efficiency.ts'
import { startHealth } from '../lab/workers/queue/health.ts'
import { workersAmong } from '../lab/workers/queue/heartbeat.ts'
import { defaultQueue, namesOf } from '../lab/workers/queue/names.ts'
import { defaultTimeout, serve } from '../lab/workers/queue/serve.ts'
import { readStatus } from '../lab/workers/queue/status.ts'
import { defaultLostAfter } from '../lab/workers/queue/submit.ts'
import { openSnapshots } from '../lab/workers/snapshots/open.ts'
import { decimal, whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { number, percent, table } from './terminal/table.ts'

interface Options {
  readonly redis: string
  readonly queue: string
  readonly snapshots: string
  readonly threads: number
  readonly timeout: number
  readonly lostAfter: number
  readonly health?: number
  readonly host: string
  readonly status?: true
  readonly usd: number
}

await new Command('worker')
  .description(
    'Evaluate genomes for runs started with evolve.ts --redis, on all cores of this machine, until Ctrl-C or SIGTERM, which first finishes the batches in hand.',
  )
  .requiredOption('--redis <url>', 'URL of Redis, such as redis://host:6379, or rediss:// for an encrypted connection')
  .option('--queue <name>', 'queue name, for several runs that share a Redis', defaultQueue)
  .option(
    '--snapshots <place>',
    'store of the bars: a folder that all workers can read, or s3://bucket/prefix',
    'data/snapshots',
  )
  .option('--threads <count>', 'number of threads', whole('--threads', 1), availableParallelism())
  .option(
    '--timeout <seconds>',
    'longest time of one genome on one thread, seconds',
    decimal('--timeout', 1),
    defaultTimeout / 1_000,
  )
  .option(
    '--lost-after <seconds>',
    'silence after which others take over its work, seconds; the same as for evolve.ts',
    decimal('--lost-after', 1),
    defaultLostAfter / 1_000,
  )
  .option('--health <port>', 'port for /live, /ready and /metrics (default: none)', whole('--health', 1))
  .option('--host <address>', 'address on which --health listens', '127.0.0.1')
  .option('--status', 'report of the queue and its workers, instead of work')
  .option('--usd <price>', 'price of a core hour, USD, for the cost of an evaluation', decimal('--usd', 0), 0.04)
  .action(options => (options.status ? showStatus(options) : work(options)))
  .parseAsync()
  .catch(fail)

async function work(options: Options): Promise<void> {
  const { redis, queue, threads, timeout, lostAfter, health: port, host } = options
  const store = openSnapshots(options.snapshots)
  const tell = (news: string) => console.error(news)
  const service = await serve({
    ...{ redis, queue, snapshots: store, threads, tell },
    ...{ timeout: 1_000 * timeout, lostAfter: 1_000 * lostAfter },
  })
  const health = port === undefined ? undefined : await startHealth(service, host, port)
  console.log(`worker ${service.status().id}: ${threads} threads serve the queue "${queue}"`)
  const drain = () => {
    tell('stopping: finishing the batches in hand …')
    service.drain().catch(fail)
  }
  process.once('SIGTERM', drain)
  process.once('SIGINT', drain)
  try {
    await service.ended
  } finally {
    process.off('SIGTERM', drain)
    process.off('SIGINT', drain)
    await health?.close()
    store.close()
  }
  const { evaluations, failures } = service.status()
  console.log(`worker ${service.status().id}: ended after ${evaluations} evaluations, ${failures} failures`)
}

async function showStatus({ redis: url, queue, usd }: Options): Promise<void> {
  const redis = await connectRedis(url, { timeout: 10_000 })
  try {
    const { waiting, inHand, delayed, participants, deadLetters } = await readStatus(redis, namesOf(queue))
    console.log(`queue "${queue}": ${waiting} batches waiting, ${inHand} in hand, ${delayed} to be retried\n`)
    const runs = participants.flatMap(one =>
      one.role === 'submitter' ? [[one.run, one.host, String(one.waitsFor)]] : [],
    )
    console.log(table(['run', 'host', 'genomes awaited'], runs))
    const rows = workersAmong(participants).map(one => {
      const { busyShare, evaluationsPerSecond, usdPerMillion } = efficiencyOf(one, usd)
      return [
        ...[one.id, one.state, String(one.threads), String(one.evaluations)],
        ...[one.failures, one.timeouts].map(String),
        ...[busyShare === undefined ? '' : percent(busyShare), number(evaluationsPerSecond), number(usdPerMillion)],
      ]
    })
    const head = [
      'worker',
      'state',
      'threads',
      'evaluations',
      'failures',
      'timeouts',
      'busy',
      'evaluations/s',
      'USD/million',
    ]
    console.log(`\n${table(head, rows)}`)
    for (const { genome, error, tries } of deadLetters)
      console.log(`dead-lettered after ${tries} tries: ${genome}: ${error}`)
  } finally {
    redis.disconnect()
  }
}
