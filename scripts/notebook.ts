import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { compileWhenStale } from './kernel/compile.ts'
import { executeNotebook } from './kernel/execute.ts'
import { findJupyter, jupyterEnvironment } from './kernel/jupyter.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'notebooks')

const program = new Command('npm run notebook --')
  .description(
    'Open Jupyter Lab on the notebooks, with a TypeScript kernel that can import the lab; or run notebooks without a browser.',
  )
  .argument('[notebooks...]', 'notebooks to open or run (default: all of notebooks/)')
  .option('--run', 'execution from top to bottom without a browser; fails when a cell fails')
  .option('--out <folder>', 'with --run: folder for the finished notebooks', 'reports/notebooks')
  .option('--in-place', 'with --run: results written into the notebooks themselves')
  .option('--timeout <seconds>', 'with --run: longest time of one cell, seconds', '600')
  .option('--jupyter <argument...>', 'arguments for Jupyter Lab, such as --jupyter=--port=9000')
  .parse()

const options = program.opts<{ run?: true; out: string; inPlace?: true; timeout: string; jupyter?: string[] }>()
const named = program.args.map(path => resolve(path))

try {
  if (compileWhenStale(root)) console.log('compiled the lab into dist/')
  const jupyter = findJupyter(root, console.log)
  if (options.run) await run(jupyter)
  else open(jupyter)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function run(jupyter: string): Promise<void> {
  const all = readdirSync(folder).filter(name => name.endsWith('.ipynb'))
  const into = options.inPlace ? 'itself' : resolve(options.out)
  for (const notebook of named.length > 0 ? named : all.sort().map(name => join(folder, name))) {
    const name = relative(process.cwd(), notebook)
    const timeoutSeconds = Number(options.timeout)
    const done = await executeNotebook({ root, jupyter, notebook, into, timeoutSeconds })
    if (done.ok) console.log(`${name} finished: ${relative(process.cwd(), done.value)}`)
    else {
      console.error(`${name} failed: ${done.error}`)
      process.exitCode = 1
    }
  }
}

function open(jupyter: string): void {
  const args = ['lab', ...(options.jupyter ?? []), ...(named.length > 0 ? named : [folder])]
  const child = spawn(jupyter, args, { cwd: root, env: jupyterEnvironment(root), stdio: 'inherit' })
  // The terminal sends Ctrl-C to Jupyter too, and Jupyter asks whether to stop. This process waits for it to end.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('exit', code => {
    process.exitCode = code ?? 1
  })
}
