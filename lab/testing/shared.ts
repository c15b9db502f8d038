import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const shared = resolve(root, process.env.SEEDBED_SHARED ?? '../shared')

/** What a line about an absent thing begins with: `scripts/test.ts` gathers these lines for its closing account. */
export const skipMark = 'skipped: '

/**
 * Absolute path of a file of real market data, which is never committed: it lies in `../shared` beside the checkout, or
 * where the environment variable SEEDBED_SHARED points. `undefined` when absent, after one printed line that says so:
 * `test.skipIf(!file)(…)`.
 *
 * @throws Error when absent and SEEDBED_REQUIRE_ALL is set, so that a run which must cover everything cannot skip
 */
export function sharedFile(path: string): string | undefined {
  const file = join(shared, path)
  if (existsSync(file)) return file
  return absent(existsSync(shared) ? `../shared/${path} is absent` : '../shared is absent', 'real market data')
}

interface Tool {
  /** Names it goes by, looked for in this order. */
  readonly commands: readonly string[]
  /** Environment variable with the path of the one to take. */
  readonly variable: string
  readonly folders: readonly string[]
}

const tools = {
  chromium: { commands: ['chromium', 'chromium-browser'], variable: 'SEEDBED_CHROMIUM', folders: ['/usr/bin'] },
  compiler: { commands: ['g++'], variable: 'SEEDBED_CXX', folders: ['/usr/bin'] },
  // CI and `npm run notebook` install Jupyter into the checkout's own environment, never globally.
  jupyter: { commands: ['jupyter'], variable: 'SEEDBED_JUPYTER', folders: [join(root, '.venv', 'bin')] },
  lz4: { commands: ['lz4'], variable: 'SEEDBED_LZ4', folders: ['/usr/bin'] },
  // A whole S3 on loopback: the archive's tests download from it.
  moto: { commands: ['moto_server'], variable: 'SEEDBED_MOTO', folders: [join(root, '.venv', 'bin')] },
  redis: { commands: ['redis-server'], variable: 'SEEDBED_REDIS_SERVER', folders: ['/usr/bin'] },
  python3: { commands: ['python3'], variable: 'SEEDBED_PYTHON', folders: [join(root, '.venv', 'bin')] },
} as const satisfies Record<string, Tool>

/**
 * Absolute path of a program that some tests drive: the one named by its variable, else in its usual folder, else on the
 * PATH. `undefined` when absent, after one printed line that says so: `test.skipIf(!needs('chromium'))(…)`.
 *
 * @throws Error when absent and SEEDBED_REQUIRE_ALL is set; or when its variable names a file that does not exist
 */
export function needs(name: keyof typeof tools): string | undefined {
  const { commands, variable, folders }: Tool = tools[name]
  const chosen = process.env[variable]
  if (chosen) {
    if (existsSync(chosen)) return chosen
    throw new Error(`${variable}: expected the path of ${name}, found "${chosen}", which does not exist`)
  }
  const path = process.env.PATH?.split(delimiter) ?? []
  const candidates = [...folders, ...path].flatMap(folder => commands.map(command => join(folder, command)))
  return (
    candidates.find(candidate => existsSync(candidate)) ?? absent(`${name} is absent`, `set ${variable} or install it`)
  )
}

const warned = new Set<string>()

function absent(what: string, why: string): undefined {
  if (process.env.SEEDBED_REQUIRE_ALL) throw new Error(`${what} (${why}), and SEEDBED_REQUIRE_ALL forbids to skip`)
  const line = `${skipMark}${what} (${why})`
  // Once a process: twenty tests that lack one file are one piece of news.
  if (!warned.has(line)) console.warn(line)
  warned.add(line)
}
