import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname } from 'node:path'
import { Command } from 'commander'
import { wallClock } from '../lab/clock.ts'
import type { Report } from './bench/one.ts'
import { lines } from './bench/table.ts'

const { filter, out } = new Command('npm run bench --')
  .description('Runs every *.bench.ts and prints each time beside a ratio to something measured in the same run.')
  .option('--filter <text>', 'only the files whose path holds this text', '')
  .option('--out <file>', 'where the numbers go as JSON', 'reports/bench.json')
  .parse()
  .opts<{ filter: string; out: string }>()

const files = ['lab', 'runtime', 'scripts', 'bench']
  .flatMap(top => readdirSync(top, { recursive: true, encoding: 'utf8' }).map(name => `${top}/${name}`))
  .filter(file => file.endsWith('.bench.ts') && file.includes(filter))
  .sort()

if (files.length === 0) {
  console.error(`no *.bench.ts has "${filter}" in its path`)
  process.exit(1)
}

const reports: (Report & { readonly file: string })[] = []
for (const file of files) {
  const report = await measure(file)
  if (!report) continue
  reports.push({ file, ...report })
  console.log(lines(report).join('\n'), '\n')
}

const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version }
mkdirSync(dirname(out), { recursive: true })
writeFileSync(out, `${JSON.stringify({ at: new Date(wallClock()).toISOString(), machine, reports }, null, 2)}\n`)
console.log(`${reports.length} of ${files.length} benches measured on ${machine.cpu}, Node ${machine.node}: ${out}`)

/** `undefined`, and a word about it, when the bench died. */
async function measure(file: string): Promise<Report | undefined> {
  const child = fork('scripts/bench/one.ts', [file], { execArgv: ['--import', 'tsx', '--expose-gc'] })
  let report: Report | undefined
  child.on('message', message => {
    report = message as Report
  })
  const [code] = await once(child, 'exit')
  if (!report) {
    console.error(`${file}: died with exit code ${code} and measured nothing`)
    process.exitCode = 1
  }
  return report
}
