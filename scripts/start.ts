import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { metrics } from '../lab/backtest/metrics.ts'
import { wallClock } from '../lab/clock.ts'
import { fingerprint } from '../lab/data/fingerprint.ts'
import { type Lake, openLake } from '../lab/data/lake/lake.ts'
import { readBars } from '../lab/data/lake/read.ts'
import { writeBars } from '../lab/data/lake/write.ts'
import { type Practice, practice } from '../lab/data/synthetic/practice.ts'
import { dataSeen, instrumentsOf } from '../lab/evolution/dataset.ts'
import { practicePlan } from '../lab/evolution/practice-plan.ts'
import { historyOf } from '../lab/ledger/history.ts'
import { openLedger } from '../lab/ledger/ledger.ts'
import { type Bars, between } from '../lab/market/bars.ts'
import { showTime } from '../lab/market/units.ts'
import { renderReport } from '../lab/report/run/report.ts'
import { subjectOf } from '../lab/runs/record-trials.ts'
import { createRun, isRun, openRun } from '../lab/runs/run-folder.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import { evaluatedGenomes, judgeRun } from '../lab/validation/judgement.ts'
import { startMeasurers } from '../lab/validation/measuring/threads.ts'
import { candidate, promote } from '../lab/validation/promote.ts'
import { readThresholds } from '../lab/validation/thresholds.ts'
import { engine } from '../lab/version.ts'
import { startWorkers } from '../lab/workers/threads/pool.ts'
import { loadStrategy } from '../runtime/load.ts'
import { rehearse } from '../runtime/rehearsal/rehearse.ts'
import { replayOf } from '../runtime/rehearsal/replay.ts'
import { reportOf } from '../runtime/rehearsal/report.ts'
import { whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { ledgerBeside, showHistory } from './terminal/history.ts'
import { interruptible } from './terminal/interrupt.ts'
import { modelsBeside } from './terminal/models.ts'
import { showGates, showMetrics } from './terminal/outcome.ts'
import { progress } from './terminal/progress.ts'
import { searchWithBar } from './terminal/search.ts'

interface Options {
  readonly seed: number
  readonly edge: boolean
  readonly workers: number
  readonly lake: string
  readonly runs: string
}

await new Command('start')
  .description(
    'Run every stage on a simulated market: evolve, judge, promote, and trade the result with the runtime on the embedded exchange, over bars after those of the search.',
  )
  .option(
    '--seed <number>',
    'random seed of market and search; the same number gives the same result',
    whole('--seed', 0),
    1,
  )
  .option('--no-edge', 'a market of pure noise, on which nothing should be promoted')
  .option(
    '--workers <count>',
    'number of threads; results do not depend on it',
    whole('--workers', 1),
    availableParallelism(),
  )
  .option('--lake <folder>', 'lake folder', 'data/lake')
  .option('--runs <folder>', 'folder of runs', 'runs')
  .action(start)
  .parseAsync()
  .catch(fail)

async function start({ seed, edge, workers, lake: root, runs }: Options): Promise<void> {
  const began = wallClock()
  const field = edge ? practice(seed) : practice(seed, 0)
  console.log(
    `SYNTHETIC market, random seed ${seed}, ${edge ? 'with a planted edge' : 'pure noise'}: ${field.market.map(b => b.symbol).join(', ')}\n`,
  )
  const lake = await openLake(root)
  const market = await throughTheLake(lake, field).finally(() => lake.close())
  const past = market.map(bars => between(bars, 0, field.learn.to))
  const instruments = instrumentsOf(market)

  const draft = { seedNumber: seed, data: dataSeen(past, fingerprint), ...field.learn }
  // The run's name contains a hash of everything that determines the result. Repeating a command therefore continues
  // its own run and no other.
  const hash = createHash('sha256')
    .update(JSON.stringify([engine, practicePlan(past, { name: 'start', ...draft })]))
    .digest('hex')
  const plan = practicePlan(past, { name: `start-${seed}${edge ? '' : '-noise'}-${hash.slice(0, 8)}`, ...draft })
  const path = join(runs, plan.name)
  const folder = isRun(path) ? openRun(path) : await createRun(path, plan)

  const interrupt = interruptible('stopping: finished generations are saved, the same command continues …')
  const { generations } = await searchWithBar(
    folder,
    { market: past, instruments },
    {
      pool: dataset => startWorkers(workers, dataset),
      ...{ signal: interrupt.signal, ledger: ledgerBeside(root) },
    },
  )
  interrupt.done()
  if (interrupt.signal.aborted) {
    process.exitCode = 130
    return
  }
  const history = historyOf(openLedger(ledgerBeside(root)), subjectOf(plan))
  const thresholds = readThresholds()
  const measurers = await startMeasurers(workers, { market: past, instruments, cash: plan.cash })
  const judging = progress(`judging ${plan.name}`)
  const judgement = await judgeRun(
    generations,
    { plan, market: past, instruments },
    {
      ...{ thresholds, history, mode: 'fast', replay: replayOf(), thorough: true, seedNumber: seed },
      measure: measurers.measure,
      onProgress: (gate, share) => judging.update(share, gate),
    },
  ).finally(async () => {
    judging.stop()
    await measurers.close()
  })
  const promoted = promote(plan, judgement, { at: wallClock(), thresholds })
  const yaml = writeStrategy(promoted.ok ? promoted.value : candidate(plan, judgement))
  const file = join(path, promoted.ok ? 'strategy.yaml' : 'candidate.yaml')
  writeFileSync(file, yaml)
  if (judgement.frozen) writeFileSync(join(path, judgement.frozen.model.file), judgement.frozen.content)

  const loaded = loadStrategy(yaml, { name: 'embedded', live: false }, modelsBeside(file))
  if (!loaded.ok) throw new Error(`${file}: ${loaded.error[0].why}`)
  const strategy = loaded.value
  const bar = progress(`trading ${plan.name}`)
  const { outcome, state } = await rehearse({
    ...{ strategy, market, instruments, cash: plan.cash, costs: strategy.costs, run: plan.name },
    ...{
      ...field.trade,
      journal: join(path, 'journal.jsonl'),
      onProgress: (share, at) => bar.update(share, showTime(at)),
    },
  }).finally(() => bar.stop())

  const traded = { outcome, ...field.trade }
  const reproduce = [`npm start -- --seed ${seed}${edge ? '' : ' --no-edge'}`]
  const story = {
    title: `Seedbed: ${plan.name}`,
    createdAt: wallClock(),
    plan,
    generations,
    judgement,
    traded,
    market,
    yaml,
    reproduce,
  }
  const report = join(path, 'report.html')
  writeFileSync(report, await renderReport(reportOf(story)))

  console.log(showMetrics([...judgement.segments, { name: 'runtime', metrics: metrics(outcome) }]))
  console.log(`\n${showGates(judgement.gates)}\n`)
  console.log(`${showHistory(evaluatedGenomes(generations).length, history)}\n`)
  for (const { verdict, sentence } of judgement.gates) if (verdict !== 'pass') console.log(`✗ ${sentence}`)
  if (state.halted) console.log(`the runtime halted: ${state.halted}`)
  console.log(`${promoted.ok ? 'promoted to paper trading' : 'NOT promoted, traded as a candidate'}: ${file}`)
  console.log(`report: ${report}\n${((wallClock() - began) / 1_000).toFixed(0)} s`)
}

/** Writes the bars to the lake and reads them back, so that simulated bars take the same path as real ones. */
async function throughTheLake(lake: Lake, { market }: Practice): Promise<readonly Bars[]> {
  await writeBars(lake, market)
  return Promise.all(market.map(({ venue, symbol, interval }) => readBars(lake, { venue, symbol, interval })))
}
