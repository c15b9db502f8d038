import { createPrivateKey, createPublicKey } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Command } from 'commander'
import { wallClock } from '../lab/clock.ts'
import { writeDurably } from '../lab/durable.ts'
import { InputError } from '../lab/input-error.ts'
import { epochMs } from '../lab/market/units.ts'
import { openRun, writeSealed } from '../lab/runs/run-folder.ts'
import { approved } from '../lab/strategy/approval.ts'
import { publicKeyText } from '../lab/strategy/approvers.ts'
import { type Stage, type Strategy, stages } from '../lab/strategy/strategy.ts'
import { identify } from '../lab/strategy/yaml/identity.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import { evaluatedGenomes } from '../lab/validation/judgement.ts'
import { candidate, promote } from '../lab/validation/promote.ts'
import { advance, type PaperRun } from '../lab/validation/promotion-stages.ts'
import { whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { showHistory } from './terminal/history.ts'
import { judgeFinishedRun, thresholdsOf } from './terminal/judging.ts'
import { keyPath, readApprovers } from './terminal/keys.ts'
import { showGates, showMetrics } from './terminal/outcome.ts'
import { paperRun, showComparison } from './terminal/paper-run.ts'
import { archiveBeside, intoArchive, readStrategyFile } from './terminal/strategy-file.ts'
import { note } from './terminal/strategy-history.ts'

interface Options {
  readonly out: string
  readonly lake: string
  readonly gates?: string
  readonly workers?: number
  readonly reason?: string
  readonly approve?: true
  readonly by?: string
  readonly key?: string
  readonly approvers: string
  readonly stage?: string
  readonly paper?: string
  readonly bars?: string
}

await new Command('promote')
  .description(
    'Judge a finished run, and write its champion as a strategy file if it passes every gate; or approve a strategy file; or advance it one stage (paper, canary, live).',
  )
  .argument('<run>', 'folder of a run, such as runs/first; or a strategy file, with --approve or --stage')
  .option('--out <folder>', 'folder for a promoted strategy', 'strategies')
  .option('--lake <folder>', 'lake folder', 'data/lake')
  .option('--gates <file>', 'file of thresholds (default: lab/validation/gates.yaml)')
  .option('--workers <count>', 'number of threads (default: one per core)', whole('--workers', 1))
  .option('--reason <text>', 'reason for opening the locked test a second time')
  .option('--approve', 'approval of the file: a signature that lets it trade up to its stage')
  .option('--by <name>', 'with --approve: name of the approver in the allow-list')
  .option('--key <file>', "with --approve: the approver's private key (default: ~/.config/seedbed/NAME.pem)")
  .option('--approvers <file>', 'file of the allow-list', 'strategies/approvers/approvers.yaml')
  .option('--stage <stage>', 'next stage of the file: canary or live')
  .option('--paper <journal>', 'with --stage canary: journal of a paper run on bars after the judged ones')
  .option('--bars <venue>', 'with --paper: venue of the bars for the replay (default: that of the judged bars)')
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(path: string, options: Options): Promise<void> {
  if (options.paper !== undefined && options.stage !== 'canary')
    throw new InputError(
      '--paper: expected --stage canary with it; for a dossier use npx tsx scripts/validate.ts RUN --paper JOURNAL',
    )
  if (options.approve) return approve(path, options)
  if (options.stage !== undefined) return advanceFile(path, options.stage, options)
  return judge(path, options)
}

async function judge(path: string, { out, ...options }: Options): Promise<void> {
  const judged = await judgeFinishedRun(path, { ...options, mode: 'fast', strategies: out, thorough: true })
  const { plan, judgement, history, thresholds, thresholdsHash, holdoutAccesses } = judged
  console.log(`${showMetrics(judgement.segments)}\n\n${showGates(judgement.gates)}\n`)
  console.log(`${showHistory(evaluatedGenomes(openRun(path).generations()).length, history)}\n`)
  const { champion, findings, gates, closed } = judgement
  await writeSealed(join(path, 'verdict.json'), { champion, findings, gates, ...(closed !== undefined && { closed }) })
  const at = wallClock()
  const promoted = promote(plan, judgement, {
    at,
    thresholds,
    thresholdsHash,
    ...(holdoutAccesses > 0 && { holdoutAccesses }),
  })
  if (promoted.ok) {
    const file = join(out, `${plan.name}.yaml`)
    // The model is written first, because a strategy file without its model is invalid.
    await writeNew([
      ...(judgement.frozen ? [[join(out, judgement.frozen.model.file), judgement.frozen.content] as const] : []),
      [file, writeStrategy(promoted.value)],
    ])
    const hash = identify(promoted.value)
    await note(out, { at: new Date(at).toISOString(), what: 'promoted', name: plan.name, hash, stage: 'paper' })
    console.log(`promoted to paper trading: ${file}`)
    return
  }
  const file = join(path, 'candidate.yaml')
  if (judgement.frozen) await writeDurably(join(path, judgement.frozen.model.file), judgement.frozen.content)
  const rejected = candidate(plan, judgement)
  await writeDurably(file, writeStrategy(rejected))
  await note(out, {
    ...{ at: new Date(at).toISOString(), what: 'rejected', name: plan.name, hash: identify(rejected) },
    gates: promoted.error.map(({ gate }) => gate),
    ...(closed !== undefined && { reason: closed }),
  })
  for (const { sentence } of promoted.error) console.log(`✗ ${sentence}`)
  if (closed !== undefined) console.log(`the locked test was not opened: ${closed}`)
  console.log(`not promoted. Saved as a candidate, which only the embedded exchange accepts: ${file}`)
  process.exitCode = 1
}

/** Writes files without replacing others: a strategy file is reviewed and signed, so it must not be overwritten. */
async function writeNew(files: readonly (readonly [file: string, text: string])[]): Promise<void> {
  const missing = files.filter(([file]) => !existsSync(file))
  // All files are checked before the first is written, so that no half promotion remains.
  for (const [file, text] of files) {
    if (missing.some(([each]) => each === file) || readFileSync(file, 'utf8') === text) continue
    throw new InputError(
      `${file}: already exists with other content or approvals; move it away, or choose another --out`,
    )
  }
  for (const [file, text] of missing) {
    mkdirSync(dirname(file), { recursive: true })
    await writeDurably(file, text)
  }
}

async function approve(path: string, { by, key, approvers: list }: Options): Promise<void> {
  if (by === undefined) throw new InputError('--approve: expected --by NAME with it, found none')
  const strategy = readStrategyFile(path)
  const person = readApprovers(list).find(({ name }) => name === by)
  if (!person)
    throw new InputError(`${by} is not in ${list}: make a key with npx tsx scripts/keys.ts make ${JSON.stringify(by)}`)
  if (!person.stages.includes(strategy.stage))
    throw new InputError(`${by} may approve ${person.stages.join(', ')}, and ${path} is ${strategy.stage}`)
  const file = key ?? keyPath(by)
  const own = createPrivateKey(readFileSync(file, 'utf8'))
  if (publicKeyText(createPublicKey(own)) !== publicKeyText(person.key))
    throw new InputError(`${file} is not the key that ${list} has for ${by}`)
  if (strategy.approvals.some(one => one.by === by)) throw new InputError(`${path}: ${by} has approved it already`)
  const at = wallClock()
  const signed = approved(strategy, by, at, own)
  await writeDurably(path, writeStrategy(signed))
  await note(dirname(path), {
    ...{ at: new Date(at).toISOString(), what: 'approved', name: strategy.name, hash: identify(signed) },
    ...{ stage: strategy.stage, by },
  })
  console.log(`approved by ${by} for stage ${strategy.stage}: ${path}`)
}

async function advanceFile(path: string, to: string, { gates, paper: journal, ...options }: Options): Promise<void> {
  if (!stages.includes(to as Stage)) throw new InputError(`--stage: expected canary or live, found "${to}"`)
  const strategy = readStrategyFile(path)
  const at = wallClock()
  const judged = paperFileOf(path, strategy)
  const { thresholds } = thresholdsOf(gates)
  const paper = journal === undefined ? undefined : await onPaper(journal, strategy, options)
  const advanced = advance(strategy, to as Stage, {
    at,
    thresholds,
    ...(paper && { paper }),
    ...(judged && { judged }),
  })
  if (!advanced.ok) throw new InputError(advanced.error)
  intoArchive(path, strategy)
  await writeDurably(path, writeStrategy(advanced.value))
  const hash = identify(advanced.value)
  await note(dirname(path), { at: new Date(at).toISOString(), what: 'raised', name: strategy.name, hash, stage: to })
  console.log(`${strategy.name} is now ${to} and needs approval: ${path}`)
}

/** Compares a paper run with its replay, on bars after all bars on which the strategy was judged. */
async function onPaper(
  journal: string,
  strategy: Strategy,
  { lake, bars }: Pick<Options, 'lake' | 'bars'>,
): Promise<PaperRun> {
  const { evidence } = strategy
  if (!evidence) throw new InputError(`${strategy.name} has no evidence: judge and promote it first`)
  const notBefore = epochMs(Math.max(...evidence.data.map(({ to }) => to)))
  const { comparison, ...run } = await paperRun(journal, strategy, {
    lake,
    venue: bars ?? evidence.data[0].venue,
    notBefore,
  })
  console.log(`${showComparison(comparison)}\n`)
  return run
}

/** The archived file of stage paper from which a canary was made; undefined where there is none. */
function paperFileOf(path: string, { lineage, name }: Strategy): Strategy | undefined {
  const folder = archiveBeside(path)
  if (lineage?.from === undefined || !existsSync(folder)) return undefined
  return readdirSync(folder)
    .filter(file => file.startsWith(`${name}.`) && file.endsWith('.yaml'))
    .map(file => readStrategyFile(join(folder, file)))
    .find(one => identify(one) === lineage.from)
}
