import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Command } from 'commander'
import { InputError } from '../lab/data/input-error.ts'
import { writeDurably } from '../lab/durable.ts'
import { whyStopped } from '../lab/evolution/engine/stop.ts'
import { instrumentsOf } from '../lab/evolution/ground.ts'
import { subjectOf } from '../lab/evolution/record-trials.ts'
import { openRun, writeSealed } from '../lab/evolution/run-folder.ts'
import { createMemo, memoised } from '../lab/indicators/memo.ts'
import { historyOf } from '../lab/ledger/history.ts'
import { openLedger } from '../lab/ledger/ledger.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import { candidate, promote } from '../lab/validation/promote.ts'
import { judgeRun, tried } from '../lab/validation/trial.ts'
import { fail } from './terminal/fail.ts'
import { ledgerBeside, showHistory } from './terminal/history.ts'
import { marketOf } from './terminal/market.ts'
import { showGates, showMetrics } from './terminal/outcome.ts'

await new Command('promote')
  .description(
    'Judge a finished run on time it has not seen, and write its champion as a strategy file if every gate is passed.',
  )
  .argument('<run>', 'folder of a run, such as runs/first')
  .option('--out <folder>', 'where a promoted strategy goes', 'strategies')
  .option('--lake <folder>', 'the lake', 'data/lake')
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(path: string, { out, lake }: { readonly out: string; readonly lake: string }): Promise<void> {
  const folder = openRun(path)
  const { plan } = folder
  const generations = folder.generations()
  if (whyStopped(plan.search, generations) === undefined) {
    throw new RangeError(
      `${path} has ${generations.length} of ${plan.search.generations} generations: finish it with npx tsx scripts/evolve.ts --resume ${path}`,
    )
  }
  const market = await marketOf(plan, lake)
  const history = historyOf(openLedger(ledgerBeside(lake)), subjectOf(plan))
  const trial = judgeRun(
    generations,
    { plan, market, instruments: instrumentsOf(market) },
    memoised(createMemo(96 * 2 ** 20)),
    { history },
  )
  console.log(`${showMetrics(trial.segments)}\n\n${showGates(trial.gates)}\n`)
  console.log(`${showHistory(tried(generations).length, history)}\n`)
  const { champion, findings, gates } = trial
  await writeSealed(join(path, 'verdict.json'), { champion, findings, gates })

  const promoted = promote(plan, trial)
  if (promoted.ok) {
    const file = join(out, `${plan.name}.yaml`)
    // The model first: a strategy file without it would be refused.
    await writeNew([
      ...(trial.frozen ? [[join(out, trial.frozen.model.file), trial.frozen.content] as const] : []),
      [file, writeStrategy(promoted.value)],
    ])
    console.log(`promoted to paper trading: ${file}`)
    return
  }
  const file = join(path, 'candidate.yaml')
  if (trial.frozen) await writeDurably(join(path, trial.frozen.model.file), trial.frozen.content)
  await writeDurably(file, writeStrategy(candidate(plan, trial)))
  for (const { sentence } of promoted.error) console.log(`✗ ${sentence}`)
  console.log(
    `not promoted. As a candidate, which only the embedded exchange takes, it is in ${file} (${basename(path)}).`,
  )
  process.exitCode = 1
}

/** A strategy file is reviewed like code, and people sign it: another one never takes its place unasked. */
async function writeNew(files: readonly (readonly [file: string, text: string])[]): Promise<void> {
  const missing = files.filter(([file]) => !existsSync(file))
  // Before any is written: half a promotion is none.
  for (const [file, text] of files) {
    if (missing.some(([each]) => each === file) || readFileSync(file, 'utf8') === text) continue
    throw new InputError(`${file} holds something else already, or approvals: move it away, or choose another --out`)
  }
  for (const [file, text] of missing) {
    mkdirSync(dirname(file), { recursive: true })
    await writeDurably(file, text)
  }
}
