import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { Command } from 'commander'
import { InputError } from '../lab/input-error.ts'
import { publicKeyText } from '../lab/strategy/approvers.ts'
import { fail } from './terminal/fail.ts'
import { keyPath, readApprovers } from './terminal/keys.ts'

const program = new Command('keys').description(
  'Manage the Ed25519 keys of the people who may approve strategies. The private key stays with its owner; the public key goes into the reviewed allow-list.',
)

program
  .command('make')
  .description('Make a key and print its line for the allow-list.')
  .argument('<name>', 'name of the person, as it appears in approvals')
  .option('--out <file>', 'file for the private key, readable by its owner only (default: ~/.config/seedbed/NAME.pem)')
  .action(make)

program
  .command('show')
  .description('Print the line of the allow-list for a private key.')
  .argument('<name>', 'name of the person')
  .argument('<file>', 'file of the private key')
  .action((name: string, file: string) => console.log(lineFor(name, readFileSync(file, 'utf8'))))

program
  .command('list')
  .description('List the people who may approve, with the stages of each.')
  .option('--approvers <file>', 'file of the allow-list', 'strategies/approvers/approvers.yaml')
  .action(list)

await program.parseAsync().catch(fail)

function make(name: string, { out = keyPath(name) }: { readonly out?: string }): void {
  if (existsSync(out)) throw new InputError(`${out}: already holds a key; move it away, or choose another --out`)
  const { privateKey } = generateKeyPairSync('ed25519')
  const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  mkdirSync(dirname(out), { recursive: true, mode: 0o700 })
  writeFileSync(out, text, { mode: 0o600, flag: 'wx' })
  console.log(`private key: ${out} (keep it secret)`)
  console.log(`add this line to strategies/approvers/approvers.yaml and have it reviewed:\n\n${lineFor(name, text)}`)
}

function list({ approvers: path }: { readonly approvers: string }): void {
  const people = readApprovers(path)
  for (const { name, stages } of people) console.log(`${name}: ${stages.join(', ')}`)
  if (people.length === 0) console.log('no approvers: no strategy can be approved')
}

/** Line of the allow-list for the owner of a private key in PEM form, with permission for all stages. */
function lineFor(name: string, privateKey: string): string {
  const key = publicKeyText(createPublicKey(privateKey))
  return `  - { name: ${JSON.stringify(name)}, key: ${key}, stages: [paper, canary, live] }`
}
