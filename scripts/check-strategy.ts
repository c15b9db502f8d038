import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { fieldTable } from '../lab/strategy/yaml/field-table.ts'
import { showFlaw } from '../lab/strategy/yaml/flaw.ts'
import { identify } from '../lab/strategy/yaml/identity.ts'
import { jsonSchema } from '../lab/strategy/yaml/json-schema.ts'
import { parseStrategy, registered } from '../lab/strategy/yaml/parse.ts'
import { referenceTables } from '../lab/strategy/yaml/reference-tables.ts'
import { modelsBeside } from './terminal/models.ts'

/** Options that print reference material instead of a check. */
interface Printed {
  readonly fields?: true
  readonly genes?: true
  readonly schema?: true
}

/** Prints one line for a valid file, or one line for each flaw. @returns whether the file is valid */
function check(file: string): boolean {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    console.error(`${file}: cannot be read: ${error instanceof Error ? error.message : error}`)
    return false
  }
  const parsed = parseStrategy(text, { ...registered, models: modelsBeside(file) })
  if (!parsed.ok) {
    for (const flaw of parsed.error) console.error(showFlaw(flaw, file))
    return false
  }
  const { name, stage, synthetic } = parsed.value
  console.log(`ok ${name}, ${stage}, ${synthetic ? 'SYNTHETIC market' : 'real market'}, ${identify(parsed.value)}`)
  return true
}

const showTables = () =>
  Object.entries(referenceTables())
    .map(([heading, tables]) => `## ${heading}\n\n${tables}`)
    .join('\n\n')

new Command('check-strategy')
  .description('Check whether the runtime would accept these strategy files; print each flaw with line and column.')
  .argument('[file...]', 'strategy files, such as strategies/calm-cross.yaml')
  .option('--fields', 'a Markdown table of every field of a strategy file, instead of a check')
  .option(
    '--genes',
    'Markdown tables of seeds, enhancers and scalings with their genes and safe ranges, instead of a check',
  )
  .option('--schema', 'the JSON Schema with which editors complete and check strategy files, instead of a check')
  .action((files: readonly string[], printed: Printed, command: Command) => {
    if (printed.fields) return console.log(fieldTable())
    if (printed.genes) return console.log(showTables())
    if (printed.schema) return console.log(JSON.stringify(jsonSchema(registered), null, 2))
    if (files.length === 0) command.error('expected at least one strategy file, found none')
    const bad = files.filter(file => !check(file))
    if (bad.length > 0) process.exitCode = 1
  })
  .parse()
