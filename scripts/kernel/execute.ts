import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fail, ok, type Result } from '../../lab/result.ts'
import { jupyterEnvironment } from './jupyter.ts'

/** Settings for running one notebook. */
export interface Execution {
  /** Root folder of the checkout; the working directory of Jupyter. */
  readonly root: string
  /** Path of the program `jupyter`. */
  readonly jupyter: string
  /** Path of the notebook. */
  readonly notebook: string
  /** Folder for the notebook with its results, or `itself` to write them into the notebook. */
  readonly into: string | 'itself'
  /** Maximum run time of one cell, seconds. */
  readonly timeoutSeconds: number
}

/**
 * Runs a notebook's cells from top to bottom in a new kernel, without a browser.
 *
 * @returns the path of the finished notebook; on failure, the text and error of the first cell that failed
 */
export function executeNotebook(execution: Execution): Promise<Result<string, string>> {
  const { root, jupyter, notebook, into, timeoutSeconds } = execution
  const folder = into === 'itself' ? dirname(notebook) : into
  mkdirSync(folder, { recursive: true })
  const limit = `--ExecutePreprocessor.timeout=${timeoutSeconds}`
  const args = ['nbconvert', '--to', 'notebook', '--execute', limit, '--output-dir', folder, notebook]
  // stderr goes to a file: the kernel would make an inherited pipe non-blocking, which loses Jupyter's last lines.
  const aside = mkdtempSync(join(tmpdir(), 'seedbed-notebook-'))
  const stderr = join(aside, 'stderr')
  const log = openSync(stderr, 'a')
  const child = spawn(jupyter, into === 'itself' ? [...args, '--inplace'] : args, {
    cwd: root,
    env: jupyterEnvironment(root),
    stdio: ['ignore', 'ignore', log],
  })
  closeSync(log)
  return new Promise<Result<string, string>>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      resolve(code === 0 ? ok(join(folder, basename(notebook))) : fail(gist(readFileSync(stderr, 'utf8'))))
    })
  }).finally(() => rmSync(aside, { recursive: true }))
}

/** The error in nbconvert's output, without its stack trace. */
function gist(output: string): string {
  const at = output.search(/^nbclient\.exceptions\.\w+: /m)
  return (at < 0 ? output : output.slice(at)).replace(/^nbclient\.exceptions\.\w+: /, '').trim()
}
