import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fail, ok, type Result } from '../../lab/result.ts'
import { jupyterEnvironment } from './jupyter.ts'

export interface Execution {
  readonly root: string
  /** The program `jupyter`. */
  readonly jupyter: string
  readonly notebook: string
  /** Where the notebook with its results goes: a folder, or back into itself. */
  readonly into: string | 'itself'
  /** The longest that one cell may take. */
  readonly timeoutSeconds: number
}

/**
 * Runs a notebook's cells from top to bottom in a kernel of their own, without a browser.
 *
 * @returns the path of the finished notebook; or, of the first cell that failed, its text and what it said
 */
export function executeNotebook(execution: Execution): Promise<Result<string, string>> {
  const { root, jupyter, notebook, into, timeoutSeconds } = execution
  const folder = into === 'itself' ? dirname(notebook) : into
  mkdirSync(folder, { recursive: true })
  const limit = `--ExecutePreprocessor.timeout=${timeoutSeconds}`
  const args = ['nbconvert', '--to', 'notebook', '--execute', limit, '--output-dir', folder, notebook]
  // Into a file: the kernel makes a pipe that it inherits non-blocking, and Jupyter's last words get lost in it.
  const aside = mkdtempSync(join(tmpdir(), 'seedbed-notebook-'))
  const words = join(aside, 'stderr')
  const log = openSync(words, 'a')
  const child = spawn(jupyter, into === 'itself' ? [...args, '--inplace'] : args, {
    cwd: root,
    env: jupyterEnvironment(root),
    stdio: ['ignore', 'ignore', log],
  })
  closeSync(log)
  return new Promise<Result<string, string>>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      resolve(code === 0 ? ok(join(folder, basename(notebook))) : fail(gist(readFileSync(words, 'utf8'))))
    })
  }).finally(() => rmSync(aside, { recursive: true }))
}

/** What failed, without nbconvert's own stack. */
function gist(said: string): string {
  const at = said.search(/^nbclient\.exceptions\.\w+: /m)
  return (at < 0 ? said : said.slice(at)).replace(/^nbclient\.exceptions\.\w+: /, '').trim()
}
