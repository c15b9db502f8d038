import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The kernel's name in the metadata of notebooks. */
export const kernelName = 'seedbed'

/**
 * The path of `jupyter`: from the repository's `.venv`, else from SEEDBED_JUPYTER, else from the PATH. If none of them has both
 * Jupyter Lab and nbconvert, these are installed into `.venv`; nothing outside the repository is changed.
 *
 * @param tell receives a line before a long installation
 * @throws Error with what to install when Python cannot make a virtual environment, or with pip's output
 */
export function findJupyter(root: string, tell: (line: string) => void): string {
  const environment = join(root, '.venv')
  const own = join(environment, 'bin', 'jupyter')
  const parts = ['jupyter', 'jupyter-lab', 'jupyter-nbconvert']
  const owned = parts.every(part => existsSync(join(environment, 'bin', part)))
  const elsewhere = [process.env.SEEDBED_JUPYTER ?? '', 'jupyter']
  if (!owned) {
    const found = elsewhere.find(program => program && answers(program))
    if (found) return found
    tell('Jupyter is not installed: installing it into .venv of this repository (once, about a minute)')
    const python = join(environment, 'bin', 'python')
    if (!existsSync(python)) makeEnvironment(environment)
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'jupyterlab', 'nbconvert'])
  }
  // Jupyter Lab contains a CommonJS script. Below our package.json, Node would load it as an ES module.
  writeFileSync(join(environment, 'package.json'), '{ "type": "commonjs" }\n')
  return own
}

const needsPython =
  'Notebooks need Jupyter, and Jupyter needs Python 3.9 or newer with its venv module. Install it and try again:\n' +
  '  Debian, Ubuntu: apt-get install python3-venv\n' +
  '  macOS:          brew install python\n' +
  'Or install Jupyter Lab yourself and let SEEDBED_JUPYTER name its `jupyter` program.'

function makeEnvironment(environment: string): void {
  try {
    run('python3', ['-m', 'venv', environment], needsPython)
  } catch (error) {
    // Without Debian's python3-venv, an incomplete environment stays behind that looks complete.
    rmSync(environment, { recursive: true, force: true })
    throw error
  }
}

const answers = (program: string) =>
  ['lab', 'nbconvert'].every(part => spawnSync(program, [part, '--version']).status === 0)

function run(program: string, args: string[], advice = ''): void {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status === 0) return
  const output = error ? `${program}: ${error.message}` : `${stdout}${stderr}`.trim()
  throw new Error(`${program} ${args.join(' ')} failed:\n${output}${advice && `\n\n${advice}`}`)
}

/**
 * Environment variables with which Jupyter finds our kernel. The kernel's description is written under `dist/` and found through
 * JUPYTER_PATH, so that Jupyter's own folders stay unchanged.
 */
export function jupyterEnvironment(root: string): NodeJS.ProcessEnv {
  const data = join(root, 'dist', 'jupyter')
  const folder = join(data, 'kernels', kernelName)
  mkdirSync(folder, { recursive: true })
  const description = {
    // Node 20 warns that `require` of an ES module is experimental. The warning would appear in every notebook.
    argv: [
      process.execPath,
      '--disable-warning=ExperimentalWarning',
      join(root, 'dist', 'scripts', 'kernel', 'start.js'),
      root,
      '{connection_file}',
    ],
    display_name: 'TypeScript (Seedbed)',
    language: 'typescript',
    interrupt_mode: 'signal',
  }
  writeFileSync(join(folder, 'kernel.json'), JSON.stringify(description, null, 2))
  return { ...process.env, JUPYTER_PATH: [data, process.env.JUPYTER_PATH].filter(Boolean).join(delimiter) }
}
