import { constants, copyFileSync, readFileSync } from 'node:fs'
import { Command } from 'commander'
import { writeDurably } from '../lab/durable.ts'
import { InputError } from '../lab/input-error.ts'
import { showFlaw } from '../lab/strategy/yaml/flaw.ts'
import { identify } from '../lab/strategy/yaml/identity.ts'
import { migrate } from '../lab/strategy/yaml/migrate.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import { fail } from './terminal/fail.ts'

await new Command('migrate-strategy')
  .description(
    'Convert strategy files of an older format to the current one. They trade as before, and the old file is kept beside the new one. Approvals must be given again, because they sign the old bytes.',
  )
  .argument('<file...>', 'strategy files, such as strategies/calm-cross.yaml')
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(files: readonly string[]): Promise<void> {
  for (const file of files) {
    const migrated = migrate(readFileSync(file, 'utf8'))
    if (!migrated.ok) throw new InputError(migrated.error.map(flaw => showFlaw(flaw, file)).join('\n'))
    const text = writeStrategy(migrated.value)
    const kept = `${file}.old`
    // Never overwrites the copy of an earlier attempt.
    copyFileSync(file, kept, constants.COPYFILE_EXCL)
    await writeDurably(file, text)
    const { widened = [] } = migrated.value
    const wide = widened.length > 0 ? `; outside the safe ranges: ${widened.join(', ')}` : ''
    console.log(`${file}: ${identify(migrated.value)}, approvals must be given again${wide}; the old file is ${kept}`)
  }
}
