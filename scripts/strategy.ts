import { dirname } from 'node:path'
import { Command } from 'commander'
import { wallClock } from '../lab/clock.ts'
import { writeDurably } from '../lab/durable.ts'
import { InputError } from '../lab/input-error.ts'
import { type Stage, stages } from '../lab/strategy/strategy.ts'
import { flattened } from '../lab/strategy/yaml/flattened.ts'
import { identify } from '../lab/strategy/yaml/identity.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import { demote } from '../lab/validation/promotion-stages.ts'
import { fail } from './terminal/fail.ts'
import { intoArchive, readStrategyFile } from './terminal/strategy-file.ts'
import { historyIn, note } from './terminal/strategy-history.ts'
import { table } from './terminal/table.ts'

const program = new Command('strategy').description(
  'Demote, archive, compare and list promoted strategy files. Nothing is ever deleted.',
)

program
  .command('demote')
  .description('Move a file back by one or more stages; approvals must be given again.')
  .argument('<file>', 'strategy file')
  .requiredOption('--to <stage>', 'new stage: paper or candidate')
  .requiredOption('--reason <text>', 'reason, recorded in the history')
  .action(demoteFile)

program
  .command('archive')
  .description('Move a file into archive/, where the runtime does not trade it.')
  .argument('<file>', 'strategy file')
  .requiredOption('--reason <text>', 'reason, recorded in the history')
  .action(archive)

program
  .command('diff')
  .description('Compare two strategy files field by field. Exit code 1 if they differ.')
  .argument('<a>', 'first strategy file')
  .argument('<b>', 'second strategy file')
  .action(diff)

program
  .command('history')
  .description('List what happened to strategies, when and why.')
  .argument('[name]', 'name of one strategy (default: all)')
  .option('--folder <folder>', 'folder of the files', 'strategies')
  .action(history)

await program.parseAsync().catch(fail)

interface Why {
  readonly reason: string
}

async function demoteFile(path: string, { to, reason }: Why & { readonly to: string }): Promise<void> {
  if (!stages.includes(to as Stage)) throw new InputError(`--to: expected ${stages.join(', ')}, found "${to}"`)
  const strategy = readStrategyFile(path)
  const demoted = demote(strategy, to as Stage)
  if (!demoted.ok) throw new InputError(demoted.error)
  intoArchive(path, strategy)
  await writeDurably(path, writeStrategy(demoted.value))
  const at = new Date(wallClock()).toISOString()
  const hash = identify(demoted.value)
  await note(dirname(path), { at, what: 'demoted', name: strategy.name, hash, stage: to, reason })
  console.log(`${strategy.name} is now ${to}: ${path}`)
}

async function archive(path: string, { reason }: Why): Promise<void> {
  const strategy = readStrategyFile(path)
  const hash = identify(strategy)
  const kept = intoArchive(path, strategy)
  const { name, stage } = strategy
  await note(dirname(path), { at: new Date(wallClock()).toISOString(), what: 'archived', name, hash, stage, reason })
  console.log(`${name} archived: ${kept}`)
}

function diff(a: string, b: string): void {
  const [left, right] = [a, b].map(path => flattened(readStrategyFile(path)))
  const names = [...new Set([...left.keys(), ...right.keys()])].filter(name => left.get(name) !== right.get(name))
  if (names.length === 0) {
    console.log('no difference')
    return
  }
  console.log(
    table(
      ['field', a, b],
      names.map(name => [name, left.get(name) ?? '—', right.get(name) ?? '—']),
    ),
  )
  process.exitCode = 1
}

function history(name: string | undefined, { folder }: { readonly folder: string }): void {
  const lines = historyIn(folder).filter(line => name === undefined || line.name === name)
  if (lines.length === 0) {
    console.log('the history is empty')
    return
  }
  const rows = lines.map(({ at, what, name: who, stage = '', by = '', reason = '', gates = [] }) => [
    ...[at.slice(0, 16).replace('T', ' '), what, who, stage, by],
    reason || gates.join(', '),
  ])
  console.log(table(['when (UTC)', 'what', 'strategy', 'stage', 'by', 'why'], rows))
}
