import { availableParallelism } from 'node:os'
import { Command } from 'commander'
import { fingerprint } from '../lab/data/fingerprint.ts'
import { plantedEdge, practice } from '../lab/data/synthetic/practice.ts'
import { evolve } from '../lab/evolution/evolve.ts'
import type { Generation } from '../lab/evolution/generation.ts'
import { dataSeen, instrumentsOf } from '../lab/evolution/ground.ts'
import { practicePlan } from '../lab/evolution/practice-plan.ts'
import { startWorkers } from '../lab/evolution/threads/pool.ts'
import { createMemo, memoised } from '../lab/indicators/memo.ts'
import { between } from '../lab/market/bars.ts'
import { passed } from '../lab/validation/gates.ts'
import { judgeRun, type Trial } from '../lab/validation/trial.ts'
import { decimal, whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { progress } from './terminal/progress.ts'
import { number, table } from './terminal/table.ts'

interface Options {
  readonly markets: number
  readonly first: number
  readonly edge: number
  readonly workers: number
  readonly json: boolean
}

await new Command('calibrate')
  .description(
    'Judge the judge: the whole search and trial on simulated markets of pure noise, where nothing may be promoted, and on markets with a planted edge, where it must be found.',
  )
  .option('--markets <count>', 'markets of either kind', whole('--markets', 1), 20)
  .option('--first <number>', 'seed number of the first', whole('--first', 0), 1)
  .option(
    '--edge <deviations>',
    'planted drift per bar, in standard deviations of its return',
    decimal('--edge', 0),
    plantedEdge,
  )
  .option('--workers <count>', 'threads', whole('--workers', 1), availableParallelism())
  .option('--json', 'print JSON', false)
  .action(calibrate)
  .parseAsync()
  .catch(fail)

async function calibrate({ markets, first, edge: planted, workers, json }: Options): Promise<void> {
  const seeds = Array.from({ length: markets }, (_, i) => first + i)
  const kinds = [
    { kind: 'noise', edge: 0 },
    { kind: 'edge', edge: planted },
  ]
  const found: { readonly kind: string; readonly seed: number; readonly trial: Trial }[] = []
  const bar = progress(`judging ${2 * markets} searches`)
  for (const { kind, edge } of kinds) {
    for (const seed of seeds) {
      bar.update(found.length / (2 * markets), `${kind}, seed number ${seed}`)
      found.push({ kind, seed, trial: await trialOn(seed, edge, workers) })
    }
  }
  bar.stop()
  const promoted = (kind: string) => found.filter(one => one.kind === kind && passed(one.trial.gates)).length
  const summary = { markets, noisePromoted: promoted('noise'), edgePromoted: promoted('edge'), plantedEdge: planted }
  if (json) {
    const rows = found.map(({ kind, seed, trial }) => ({
      kind,
      seed,
      promoted: passed(trial.gates),
      findings: trial.findings,
    }))
    console.log(JSON.stringify({ ...summary, rows }))
    return
  }
  const rows = found.map(({ kind, seed, trial: { gates, champion, segments, findings } }) => [
    ...[kind, String(seed), passed(gates) ? 'promoted' : 'refused', champion.genome.seed],
    ...segments.map(({ sharpeAnnual }) => number(sharpeAnnual)),
    ...[number(findings.deflatedSharpe, 3), number(findings.unseenSharpe, 3), String(findings.evaluations)],
  ])
  const sharpes = ['train', 'validation', 'test'].map(name => `Sharpe ${name}`)
  console.log(table(['market', 'seed', 'verdict', 'champion', ...sharpes, 'deflated', 'unseen', 'tries'], rows))
  console.log(
    `\nSharpe ratios per year, of daily returns. SYNTHETIC markets; planted drift ${planted} standard deviations a bar.`,
  )
  console.log(
    `promoted: ${summary.noisePromoted} of ${markets} on noise, ${summary.edgePromoted} of ${markets} with the edge`,
  )
}

async function trialOn(seed: number, edge: number, workers: number): Promise<Trial> {
  const { market, learn } = practice(seed, edge)
  const past = market.map(bars => between(bars, 0, learn.to))
  const plan = practicePlan(past, {
    name: `calibrate-${seed}`,
    seedNumber: seed,
    data: dataSeen(past, fingerprint),
    ...learn,
  })
  const ground = { plan, market: past, instruments: instrumentsOf(past) }
  const pool = startWorkers(workers, ground)
  const generations: Generation[] = []
  try {
    for await (const generation of evolve(plan, pool.evaluate)) generations.push(generation)
  } finally {
    await pool.close()
  }
  return judgeRun(generations, ground, memoised(createMemo(96 * 2 ** 20)))
}
