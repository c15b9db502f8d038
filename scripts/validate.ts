import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { wallClock } from '../lab/clock.ts'
import { fingerprint } from '../lab/data/fingerprint.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { readMarket } from '../lab/data/read-market.ts'
import { writeDurably } from '../lab/durable.ts'
import { dataSeen, instrumentsOf } from '../lab/evolution/dataset.ts'
import { splitTime } from '../lab/evolution/plan.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import { type EpochMs, parseTime, showTime } from '../lab/market/units.ts'
import { isRun } from '../lab/runs/run-folder.ts'
import { rowsKept } from '../lab/strategy/exposure.ts'
import { identify } from '../lab/strategy/yaml/identity.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import type { Candidate } from '../lab/validation/candidate.ts'
import { renderDossier } from '../lab/validation/dossier/dossier.ts'
import type { Mode } from '../lab/validation/gates/gate.ts'
import type { Judgement } from '../lab/validation/judgement.ts'
import { passed } from '../lab/validation/passed.ts'
import { candidate as candidateFile } from '../lab/validation/promote.ts'
import { decimal, whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { judgeFile, judgeFinishedRun } from './terminal/judging.ts'
import { listingsOf } from './terminal/listings.ts'
import { spareBars } from './terminal/market.ts'
import { showGates, showMetrics } from './terminal/outcome.ts'
import { requireJournal, showComparison } from './terminal/paper-run.ts'
import { readStrategyFile } from './terminal/strategy-file.ts'

interface Options {
  readonly lake: string
  readonly strategies: string
  readonly gates?: string
  readonly mode?: Mode
  readonly paper?: string
  readonly workers?: number
  readonly thorough: boolean
  readonly reason?: string
  readonly bars?: string
  readonly from?: EpochMs
  readonly to?: EpochMs
  readonly listedLater?: true
  readonly cash: number
  readonly out: string
}

await new Command('validate')
  .description(
    'Judge the champion of a finished run, or a strategy file, by every gate, and write a dossier: one HTML file whose first screen says whether to trust it. After an interruption, the same command continues.',
  )
  .argument('<what>', 'folder of a run, such as runs/first; or a strategy file')
  .option(
    '--mode <mode>',
    'validation mode: minimal (backtest), fast (replay too) or full (paper run too) (default: fast, or full with --paper)',
    mode,
  )
  .option('--paper <journal>', 'journal of a paper run on bars after the judged ones, compared with its replay')
  .option('--gates <file>', 'file of thresholds (default: lab/validation/gates.yaml)')
  .option('--no-thorough', 'stop at the first gate that is not passed')
  .option('--reason <text>', 'reason for opening the locked test a second time')
  .option(
    '--workers <count>',
    'number of threads; results do not depend on it (default: one per core)',
    whole('--workers', 1),
  )
  .option('--lake <folder>', 'lake folder', 'data/lake')
  .option('--strategies <folder>', 'folder of promoted files, which count as already trading', 'strategies')
  .option('--bars <venue>', 'for a strategy file: venue of the bars, such as binance')
  .option('--from <time>', 'for a strategy file: start of training, UTC', text => parseInput('--from', text, parseTime))
  .option('--to <time>', 'for a strategy file: end of the locked test, UTC', text =>
    parseInput('--to', text, parseTime),
  )
  .option(
    '--listed-later',
    'for a strategy file: permission for symbols listed after --from, traded from their first bar on',
  )
  .option('--cash <usd>', 'for a strategy file: cash at the start, USD', decimal('--cash', 1), 10_000)
  .option('--out <folder>', 'for a strategy file: folder for its dossier', 'runs/dossiers')
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(what: string, given: Options): Promise<void> {
  const { paper } = given
  const options = { ...given, mode: given.mode ?? (paper === undefined ? 'fast' : 'full') } as const
  if (paper !== undefined && options.mode !== 'full')
    throw new InputError(`--paper: expected --mode full with it, found --mode ${options.mode}`)
  if (paper !== undefined) requireJournal(paper)
  if (isRun(what)) {
    const { judgement, plan, holdoutAccesses, folder, comparison } = await judgeFinishedRun(what, options)
    const yaml = writeStrategy(candidateFile(plan, judgement))
    if (comparison) console.log(`${showComparison(comparison)}\n`)
    const again = [`npx tsx scripts/validate.ts ${what} --mode ${options.mode}`, `npx tsx scripts/promote.ts ${what}`]
    await conclude(judgement, folder, { yaml, holdoutAccesses, reproduce: again })
    return
  }
  const strategy = readStrategyFile(what)
  const { bars, from, to, listedLater, cash, lake: root } = options
  if (bars === undefined || from === undefined || to === undefined)
    throw new InputError('a strategy file needs --bars VENUE, --from and --to, which name the bars to judge it on')
  const { universe, interval, synthetic, costs, risk, name } = strategy
  const lake = await openLake(root)
  const lead = (rowsKept(strategy) + spareBars) * interval
  const asked = { venue: bars, symbols: universe, interval, from, to, lead, ...(listedLater && { listedLater }) }
  const market = await readMarket(lake, asked).finally(() => lake.close())
  const segments = splitTime(from, to)
  const data = dataSeen(market, fingerprint)
  const listings = synthetic ? undefined : await listingsOf({ data, interval, segments }, root)
  const candidate: Candidate = {
    ...{ name, strategy, bred: strategy, synthetic, interval, segments, market, cash, costs, risk },
    instruments: instrumentsOf(market),
    ...(listings && { listings }),
  }
  const hash = createHash('sha256').update(identify(strategy)).digest('hex').slice(0, 8)
  const folder = join(options.out, `${name}-${hash}`)
  const { judgement, comparison } = await judgeFile(candidate, { file: strategy, data, folder }, options)
  if (comparison) console.log(`${showComparison(comparison)}\n`)
  await conclude(judgement, folder, {
    reproduce: [
      `npx tsx scripts/validate.ts ${what} --bars ${bars} --from ${typed(from)} --to ${typed(to)}${listedLater ? ' --listed-later' : ''}`,
    ],
  })
}

async function conclude(
  judgement: Judgement,
  folder: string,
  more: { readonly yaml?: string; readonly holdoutAccesses?: number; readonly reproduce: readonly string[] },
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'dossier.html')
  await writeDurably(file, await renderDossier(judgement, { createdAt: wallClock(), ...more }))
  console.log(`${showMetrics(judgement.segments)}\n\n${showGates(judgement.gates)}\n`)
  for (const { verdict, sentence } of judgement.gates) if (verdict !== 'pass') console.log(`✗ ${sentence}`)
  if (judgement.closed !== undefined) console.log(`the locked test was not opened: ${judgement.closed}`)
  const isPassed = passed(judgement.gates) && judgement.closed === undefined
  console.log(`${isPassed ? 'all gates passed' : 'not all gates passed'}; dossier: ${file}`)
  if (!isPassed) process.exitCode = 1
}

/** A time in the notation of `--from`. */
function typed(at: EpochMs): string {
  return `${showTime(at).replace(' ', 'T')}Z`
}

function mode(text: string): Mode {
  if (text === 'minimal' || text === 'fast' || text === 'full') return text
  throw new InputError(`--mode: expected minimal, fast or full, found "${text}"`)
}
