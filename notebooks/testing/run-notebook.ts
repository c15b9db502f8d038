import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { program } from '../../lab/testing/program.ts'
import { notebookSource } from '../../scripts/imports/notebook.ts'

const root = resolve(import.meta.dirname, '../..')

export interface Surroundings {
  /** Existing folder for the program's output and its lake. */
  readonly folder: string
  /** Name of the lake in that folder. */
  readonly lake: string
  /** Folder of real market data. */
  readonly shared: string
}

export interface Shown {
  /** Everything printed to stdout. */
  readonly said: string
  /** SVG texts, in the order in which they were shown. */
  readonly pictures: readonly string[]
}

/**
 * Runs the cells of a notebook as one program on the lab's sources, without Jupyter, which the kernel's tests cover.
 *
 * @param name file name of a notebook in `notebooks/`, without `.ipynb`
 * @throws Error with the program's stderr, when a cell fails
 */
export async function runNotebook(name: string, { folder, lake, shared }: Surroundings): Promise<Shown> {
  const notebook = readFileSync(join(root, 'notebooks', `${name}.ipynb`), 'utf8')
  const shown = join(folder, `${lake}.json`)
  const path = await program(
    head + notebookSource(notebook).replaceAll("from 'seedbed'", "from './lab/index.ts'") + tail,
  )
  const { NODE_OPTIONS: _, ...environment } = process.env
  const env = { ...environment, SEEDBED_LAKE: join(folder, lake), SEEDBED_SHARED: shared }
  const child = spawn(process.execPath, [path, shown], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [said, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  if (code !== 0) throw new Error(complaint)
  return { said, pictures: JSON.parse(readFileSync(shown, 'utf8')) }
}

/** Collects the shown charts, which the kernel would pass to Jupyter. */
const head = `
globalThis.shown = []
globalThis[Symbol.for('seedbed.display')] = bundle => {
  if (bundle['image/svg+xml']) globalThis.shown.push(bundle['image/svg+xml'])
}
`

const tail = `
;(await import('node:fs')).writeFileSync(process.argv[2], JSON.stringify(globalThis.shown))`
