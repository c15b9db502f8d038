import { availableParallelism } from 'node:os'
import { Command } from 'commander'
import { kernelModule } from '../lab/bundle/kernel.ts'
import { fingerprint } from '../lab/data/fingerprint.ts'
import { plantedEdge, practice } from '../lab/data/synthetic/practice.ts'
import { dataSeen, instrumentsOf } from '../lab/evolution/dataset.ts'
import { spent } from '../lab/evolution/engine/stop.ts'
import { evolve } from '../lab/evolution/evolve.ts'
import type { Generation } from '../lab/evolution/generation.ts'
import { practicePlan } from '../lab/evolution/practice-plan.ts'
import { createMemo, memoised } from '../lab/indicators/memo.ts'
import { between } from '../lab/market/bars.ts'
import { judgeRun, type RunJudgement } from '../lab/validation/judgement.ts'
import { measureHere } from '../lab/validation/measuring/measurer.ts'
import { passed } from '../lab/validation/passed.ts'
import { readThresholds, type Thresholds } from '../lab/validation/thresholds.ts'
import { startWorkers } from '../lab/workers/threads/pool.ts'
import { replayOf } from '../runtime/rehearsal/replay.ts'
import { decimal, whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { progress } from './terminal/progress.ts'
import { number, table } from './terminal/table.ts'

interface Options {
  readonly markets: number
  readonly first: number
  readonly edge: number
  readonly kinds: string
  readonly population: number
  readonly generations: number
  readonly thorough: boolean
  readonly workers: number
  readonly json: boolean
}

await new Command('calibrate')
  .description(
    'Measure the error rates of the validation: search and judge on simulated markets, both on pure noise, where nothing may be promoted, and with a planted edge, which must be found.',
  )
  .option('--markets <count>', 'number of markets of each kind', whole('--markets', 1), 20)
  .option('--first <number>', 'random seed of the first market', whole('--first', 0), 1)
  .option(
    '--edge <deviations>',
    'planted drift per bar, in standard deviations of its return',
    decimal('--edge', 0),
    plantedEdge,
  )
  .option('--kinds <which>', 'kinds of markets: noise, edge or both', 'both')
  .option('--population <count>', 'genomes per generation', whole('--population', 2), 48)
  .option('--generations <count>', 'generations per search', whole('--generations', 1), 8)
  .option('--thorough', 'check of every gate, even after one has failed', false)
  .option('--workers <count>', 'number of threads', whole('--workers', 1), availableParallelism())
  .option('--json', 'JSON output', false)
  .action(calibrate)
  .parseAsync()
  .catch(fail)

/** Result of one search on a simulated market. */
interface Row {
  /** Kind of market: `noise` or `edge`. */
  readonly kind: string
  readonly seed: number
  readonly judgement: RunJudgement
  readonly evaluations: number
}

async function calibrate(options: Options): Promise<void> {
  const { markets, first, edge: planted, json } = options
  const thresholds = readThresholds()
  const seeds = Array.from({ length: markets }, (_, i) => first + i)
  const kinds = [
    { kind: 'noise', edge: 0 },
    { kind: 'edge', edge: planted },
  ].filter(({ kind }) => options.kinds === 'both' || options.kinds === kind)
  const found: Row[] = []
  const bar = progress(`judging ${kinds.length * markets} searches`)
  for (const { kind, edge } of kinds) {
    for (const seed of seeds) {
      bar.update(found.length / (kinds.length * markets), `${kind}, seed number ${seed}`)
      found.push({ kind, seed, ...(await trialOn(seed, edge, options, thresholds)) })
    }
  }
  bar.stop()
  const promoted = (kind: string) => found.filter(one => one.kind === kind && passed(one.judgement.gates)).length
  const fewest = Math.min(...found.map(({ evaluations }) => evaluations))
  const summary = {
    ...{ markets, evaluations: fewest, plantedEdge: planted },
    ...Object.fromEntries(kinds.map(({ kind }) => [`${kind}Promoted`, promoted(kind)])),
  }
  const stopped = (kind: string) => {
    const counts = new Map<string, number>()
    for (const { judgement } of found.filter(one => one.kind === kind)) {
      const failing = judgement.gates.filter(({ verdict }) => verdict !== 'pass').map(({ gate }) => gate)
      for (const gate of failing) counts.set(gate, (counts.get(gate) ?? 0) + 1)
    }
    return [...counts].sort((a, b) => b[1] - a[1])
  }
  if (json) {
    const rows = found.map(({ kind, seed, judgement, evaluations }) => ({
      ...{ kind, seed, evaluations, promoted: passed(judgement.gates) },
      gates: judgement.gates.map(({ gate, verdict, found: value }) => ({ gate, verdict, found: value })),
    }))
    console.log(JSON.stringify({ ...summary, rows }))
    return
  }
  const rows = found.map(({ kind, seed, judgement: { gates, champion, segments }, evaluations }) => {
    const sharpes = ['train', 'validation', 'test'].map(name =>
      number(segments.find(one => one.name === name)?.sharpeAnnual),
    )
    const why = gates.find(({ verdict }) => verdict !== 'pass')?.gate ?? ''
    return [
      ...[kind, String(seed), passed(gates) ? 'promoted' : 'refused', champion.genome.seed],
      ...[...sharpes, String(evaluations), why],
    ]
  })
  const sharpes = ['train', 'validation', 'test'].map(name => `Sharpe ${name}`)
  console.log(table(['market', 'seed', 'verdict', 'champion', ...sharpes, 'evaluations', 'first failed gate'], rows))
  for (const { kind } of kinds) {
    console.log(`\n${kind}: refused by`)
    for (const [gate, count] of stopped(kind)) console.log(`  ${String(count).padStart(4)}  ${gate}`)
  }
  console.log(
    `\nAnnual Sharpe ratios of daily returns. SYNTHETIC markets; planted drift ${planted} standard deviations per bar; at least ${fewest} evaluations per search.`,
  )
  console.log(`promoted: ${kinds.map(({ kind }) => `${promoted(kind)} of ${markets} on ${kind}`).join(', ')}`)
}

/** Searches and judges on one simulated market. @param edge planted drift per bar, in standard deviations; 0: none */
async function trialOn(
  seed: number,
  edge: number,
  { population, generations: count, workers, thorough }: Options,
  thresholds: Thresholds,
): Promise<Pick<Row, 'judgement' | 'evaluations'>> {
  const { market, learn } = practice(seed, edge)
  const past = market.map(bars => between(bars, 0, learn.to))
  const draft = practicePlan(past, {
    name: `calibrate-${seed}`,
    seedNumber: seed,
    data: dataSeen(past, fingerprint),
    ...learn,
  })
  const plan = { ...draft, search: { ...draft.search, population, generations: count } }
  const dataset = { plan, market: past, instruments: instrumentsOf(past) }
  const pool = startWorkers(workers, dataset)
  const generations: Generation[] = []
  try {
    for await (const generation of evolve(plan, pool.evaluate)) generations.push(generation)
  } finally {
    await pool.close()
  }
  const setup = { market: past, instruments: dataset.instruments, cash: plan.cash }
  const measure = measureHere(setup, memoised(createMemo(96 * 2 ** 20)), await kernelModule())
  const judgement = await judgeRun(generations, dataset, {
    thresholds,
    measure,
    thorough,
    mode: 'fast',
    replay: replayOf(),
  })
  return { judgement, evaluations: Math.round(spent(generations)) }
}
