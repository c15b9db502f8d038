import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { metrics } from '../lab/backtest/metrics.ts'
import { fingerprint } from '../lab/data/fingerprint.ts'
import { writeDurably } from '../lab/durable.ts'
import { dataSeen, instrumentsOf } from '../lab/evolution/dataset.ts'
import { evaluationsIn } from '../lab/evolution/engine/stop.ts'
import { defaultFitness } from '../lab/evolution/fitness/rules.ts'
import type { Generation } from '../lab/evolution/generation.ts'
import { backtestGenome, type Dataset } from '../lab/evolution/measure.ts'
import { makePlan, type Plan } from '../lab/evolution/plan.ts'
import { defaultSearch } from '../lab/evolution/search-settings.ts'
import { createMemo, type Indicators, memoised } from '../lab/indicators/memo.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import type { Bars } from '../lab/market/bars.ts'
import { type DurationMs, parseInterval, parseTime } from '../lab/market/units.ts'
import { costOf, noUsage, type ResourceUsage, timeLeft, totalUsage } from '../lab/runs/campaign/budget.ts'
import { type CampaignFile, parseCampaignFile } from '../lab/runs/campaign/campaign-file.ts'
import { type Cell, cellsOf } from '../lab/runs/campaign/cells.ts'
import {
  type Finished,
  leaderboardHead,
  leaderboardReadme,
  leaderboardRows,
  type Result,
  ranked,
} from '../lab/runs/campaign/leaderboard.ts'
import { isSealed, readSealed, writeSealed } from '../lab/runs/run-folder.ts'
import { runReadme } from '../lab/runs/run-readme.ts'
import { showFlaw } from '../lab/strategy/yaml/flaw.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import { type Chosen, chooseChampion } from '../lab/validation/judgement.ts'
import { unjudged } from '../lab/validation/promote.ts'
import { startWorkers } from '../lab/workers/threads/pool.ts'
import { whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { ledgerBeside } from './terminal/history.ts'
import { interruptible } from './terminal/interrupt.ts'
import { marketFor } from './terminal/market.ts'
import { runAt } from './terminal/run-at.ts'
import { searchWithBar } from './terminal/search.ts'
import { table } from './terminal/table.ts'

interface Options {
  readonly workers: number
  readonly lake: string
  readonly runs: string
}

await new Command('batch')
  .description(
    'Run many searches from one file: each universe with each group of seeds and each random seed, within a budget of time and money. ' +
      'Each search is a run of its own, and the same command continues an interrupted batch. The best champions are saved as candidates; nothing is promoted.',
  )
  .argument('<file>', 'YAML file, described in lab/runs/README.md')
  .option(
    '--workers <count>',
    'number of threads; results do not depend on it',
    whole('--workers', 1),
    availableParallelism(),
  )
  .option('--lake <folder>', 'lake folder; the trial ledger lies beside it', 'data/lake')
  .option('--runs <folder>', 'folder of runs', 'runs')
  .action(run)
  .parseAsync()
  .catch(fail)

/** The champion of a finished cell, and the plan that its strategy file needs. */
interface Won {
  readonly plan: Plan
  readonly chosen: Chosen
}

async function run(path: string, options: Options): Promise<void> {
  const file = readCampaign(path)
  const folder = join(options.runs, file.name)
  const cells = cellsOf(file)
  const interrupt = interruptible('stopping: finished generations are saved …')
  const results: Result[] = []
  const won = new Map<string, Won>()
  // Time that each cell has used so far, including earlier starts of this command.
  const taken = new Map(cells.map(({ name }) => [name, takenAt(join(folder, name))]))
  for (const [i, cell] of cells.entries()) {
    const left = interrupt.signal.aborted ? 0 : timeLeft(takenBy(taken), file, options.workers + 1)
    if (left === 0) {
      results.push({ cell, left: interrupt.signal.aborted ? 'interrupted' : 'time or money ran out' })
      continue
    }
    console.error(`${i + 1} of ${cells.length}: ${cell.name}`)
    try {
      results.push(await searched(cell, { file, folder, options, left, signal: interrupt.signal, won }))
    } catch (error) {
      if (!(error instanceof InputError || error instanceof RangeError)) throw error
      results.push({ cell, failed: error.message })
    }
    taken.set(cell.name, takenAt(join(folder, cell.name)))
    if ((i + 1) % (file.batch ?? 10) === 0) await written(file, folder, results, won)
  }
  interrupt.done()
  const kept = await written(file, folder, results, won)
  console.log(shown(file, folder, results, kept, takenBy(taken)))
  if (interrupt.signal.aborted) process.exitCode = 130
}

/** Settings and limits of one cell's search. */
interface Terms {
  readonly file: CampaignFile
  readonly folder: string
  readonly options: Options
  /** Longest time that this search may take, ms. */
  readonly left: DurationMs
  /** Aborted when the user interrupts the batch. */
  readonly signal: AbortSignal
  /** Champions by the name of their cell; the search adds its own. */
  readonly won: Map<string, Won>
}

/** Runs the search of one cell, or continues it, and saves the time that it used. */
async function searched(cell: Cell, { file, folder, options, left, signal, won }: Terms): Promise<Result> {
  const path = join(folder, cell.name)
  const market = await marketOfCell(cell, file, options.lake)
  const plan = planFor(cell, market, file)
  const there = await runAt(path, plan, 'give the file another name')
  await writeDurably(join(path, 'README.md'), runReadme(plan))
  const dataset = { plan, market, instruments: instrumentsOf(market) }
  const limit = new AbortController()
  const stop = () => limit.abort()
  signal.addEventListener('abort', stop, { once: true })
  // A timer holds at most 2³¹ − 1 ms, about 25 days.
  const timer = setTimeout(stop, Math.min(left, 2 ** 31 - 1))
  const [began, cpu, before] = [performance.now(), process.cpuUsage(), takenAt(path)]
  try {
    const terms = {
      pool: (whole: Dataset) => startWorkers(options.workers, whole),
      ...{ signal: limit.signal, ledger: ledgerBeside(options.lake) },
    }
    const { generations } = await searchWithBar(there, dataset, terms)
    if (limit.signal.aborted) return { cell, left: signal.aborted ? 'interrupted' : 'time or money ran out' }
    const indicators = memoised(createMemo(96 * 2 ** 20))
    const chosen = chooseChampion(generations, dataset, indicators)
    won.set(cell.name, { plan, chosen })
    return finished(cell, dataset, generations, chosen, takenSoFar(), file, indicators)
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    await writeSealed(join(path, 'taken.json'), takenSoFar())
  }

  function takenSoFar(): ResourceUsage {
    const { user, system } = process.cpuUsage(cpu)
    return totalUsage([before, { time: performance.now() - began, coreTime: (user + system) / 1_000 }])
  }
}

function finished(
  cell: Cell,
  dataset: Dataset,
  generations: readonly Generation[],
  { champion, frozen, points }: Chosen,
  taken: ResourceUsage,
  file: CampaignFile,
  indicators: Indicators,
): Finished {
  const { plan } = dataset
  const over = (segment: 'train' | 'validation') =>
    metrics(
      backtestGenome(
        champion.genome,
        dataset,
        plan.segments[segment],
        plan.costs,
        indicators,
        segment === 'train' ? undefined : frozen?.model,
      ),
    )
  const cost = costOf(taken, file)
  return {
    ...{ cell, seed: champion.genome.seed, fitness: champion.score.fitness, validationFitness: points },
    ...{ train: over('train'), validation: over('validation'), evaluations: evaluationsIn(generations) },
    ...{ coreSeconds: taken.coreTime / 1_000, synthetic: plan.synthetic, ...(cost !== undefined && { cost }) },
  }
}

function takenBy(runs: ReadonlyMap<string, ResourceUsage>): ResourceUsage {
  return totalUsage([...runs.values()])
}

/** Time that the run in this folder has used so far, from its file `taken.json`. */
function takenAt(path: string): ResourceUsage {
  const file = join(path, 'taken.json')
  return isSealed(file) ? readSealed<ResourceUsage>(file) : noUsage
}

function marketOfCell({ symbols, seeds }: Cell, file: CampaignFile, lake: string): Promise<readonly Bars[]> {
  const { venue, enhancers, evolve } = file
  const interval = parseInput('interval', file.interval ?? '1h', parseInterval)
  const space = { seeds, ...(enhancers && { enhancers }), ...(evolve && { evolve }) }
  return marketFor(lake, { venue, symbols, interval, ...timeOf(file) }, space)
}

function timeOf({ from, to }: CampaignFile) {
  return {
    from: parseInput('from', String(from), parseTime),
    to: parseInput('to', String(to), parseTime),
  }
}

function planFor({ name, seeds, seedNumber }: Cell, market: readonly Bars[], file: CampaignFile): Plan {
  const { enhancers, evolve, search, fitness, cash } = file
  return makePlan(market, {
    ...{ name: `${file.name}-${name}`, seedNumber, data: dataSeen(market, fingerprint), seeds, ...timeOf(file) },
    ...(enhancers && { enhancers }),
    ...(evolve && { evolve }),
    ...(cash !== undefined && { cash }),
    search: { ...defaultSearch, ...search },
    fitness: { ...defaultFitness, ...fitness },
  })
}

/**
 * Writes the leaderboard and the best champions into the campaign's folder.
 *
 * @returns paths of the champions' strategy files, relative to that folder
 */
async function written(
  file: CampaignFile,
  folder: string,
  results: readonly Result[],
  won: ReadonlyMap<string, Won>,
): Promise<readonly string[]> {
  // Champions of an earlier leaderboard may no longer be among the best.
  rmSync(join(folder, 'top'), { recursive: true, force: true })
  mkdirSync(join(folder, 'top'), { recursive: true })
  const kept: string[] = []
  for (const { cell } of ranked(results).slice(0, file.keep ?? 5)) {
    const { plan, chosen } = won.get(cell.name) as Won
    if (chosen.frozen) await writeDurably(join(folder, 'top', chosen.frozen.model.file), chosen.frozen.content)
    await writeDurably(join(folder, 'top', `${plan.name}.yaml`), writeStrategy(unjudged(plan, chosen)))
    kept.push(`top/${plan.name}.yaml`)
  }
  await writeSealed(join(folder, 'league.json'), results)
  await writeDurably(join(folder, 'README.md'), leaderboardReadme(file.name, results, kept))
  return kept
}

function shown(
  file: CampaignFile,
  folder: string,
  results: readonly Result[],
  kept: readonly string[],
  taken: ResourceUsage,
): string {
  const failed = results.flatMap(result => ('failed' in result ? [`✗ ${result.cell.name}: ${result.failed}`] : []))
  const left = results.filter(result => 'left' in result)
  const why = left[0] && 'left' in left[0] ? left[0].left : ''
  const cost = costOf(taken, file)
  return [
    table(leaderboardHead, leaderboardRows(results)),
    '',
    ...failed,
    ...(left.length > 0
      ? [`${left.length} of ${results.length} runs are not finished: ${why}. The same command continues.`]
      : []),
    `${(taken.time / 60_000).toFixed(1)} minutes, ${(taken.coreTime / 60_000).toFixed(1)} core minutes${cost === undefined ? '' : `, ${cost.toFixed(4)} USD`} in total. Ranked by validation; nothing was promoted. The best of many searches is partly luck.`,
    ...kept.map(name => `candidate: ${join(folder, name)}`),
  ].join('\n')
}

/** Reads the batch file. @throws InputError with all flaws of the file, one per line */
function readCampaign(path: string): CampaignFile {
  if (!existsSync(path)) throw new InputError(`${path}: no such file`)
  const read = parseCampaignFile(readFileSync(path, 'utf8'))
  if (!read.ok) throw new InputError(read.error.map(flaw => showFlaw(flaw, path)).join('\n'))
  return read.value
}
