import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The name under which notebooks ask for our kernel. */
export const kernelName = 'seedbed'

/**
 * The program `jupyter`: of the repository's own `.venv`, else the one that SEEDBED_JUPYTER names, else of the PATH. Where none has both Jupyter Lab and nbconvert,
 * they are installed into `.venv`; nothing outside the repository is touched.
 *
 * @param tell receives a line before something that takes long
 * @throws Error that says what to install when Python cannot make an environment, or with pip's own words
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
  // Jupyter Lab carries a CommonJS script, which Node would read as an ES module below our own package.json.
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
    // Where Debian's python3-venv is missing, half an environment stays behind that looks like a whole one.
    rmSync(environment, { recursive: true, force: true })
    throw error
  }
}

const answers = (program: string) =>
  ['lab', 'nbconvert'].every(part => spawnSync(program, [part, '--version']).status === 0)

function run(program: string, args: string[], advice = ''): void {
  const { status, error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status === 0) return
  const words = error ? `${program}: ${error.message}` : `${stdout}${stderr}`.trim()
  throw new Error(`${program} ${args.join(' ')} failed:\n${words}${advice && `\n\n${advice}`}`)
}

/**
 * The environment in which Jupyter sees our kernel. The kernel is described under `dist/` and found by path: Jupyter's own
 * folders, of the user and of the system, stay as they are.
 */
export function jupyterEnvironment(root: string): NodeJS.ProcessEnv {
  const data = join(root, 'dist', 'jupyter')
  const folder = join(data, 'kernels', kernelName)
  mkdirSync(folder, { recursive: true })
  const description = {
    // `require` of an ES module is still called experimental by Node 20, in a warning that would open every notebook.
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
