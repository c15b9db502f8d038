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
  .description('Run every *.bench.ts, and print each time with its ratio to something measured in the same run.')
  .option('--filter <text>', 'text that the path of a bench must contain', '')
  .option('--out <file>', 'JSON file for the results', 'reports/bench.json')
  .parse()
  .opts<{ filter: string; out: string }>()

const files = ['lab', 'runtime', 'scripts', 'bench']
  .flatMap(top => readdirSync(top, { recursive: true, encoding: 'utf8' }).map(name => `${top}/${name}`))
  .filter(file => file.endsWith('.bench.ts') && file.includes(filter))
  .sort()

if (files.length === 0) {
  console.error(`--filter: expected part of the path of a *.bench.ts file, found "${filter}"`)
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
console.log(`measured ${reports.length} of ${files.length} benches on ${machine.cpu}, Node ${machine.node}: ${out}`)

/** Runs one bench in a process of its own. @returns undefined, after a message, when that process failed */
async function measure(file: string): Promise<Report | undefined> {
  const child = fork('scripts/bench/one.ts', [file], { execArgv: ['--import', 'tsx', '--expose-gc'] })
  let report: Report | undefined
  child.on('message', message => {
    report = message as Report
  })
  const [code] = await once(child, 'exit')
  if (!report) {
    console.error(`${file}: ended with exit code ${code} and without a result`)
    process.exitCode = 1
  }
  return report
}
