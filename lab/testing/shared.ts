import { existsSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const shared = resolve(root, process.env.SEEDBED_SHARED ?? '../shared')

/** Prefix of lines about missing data or tools; `scripts/test.ts` collects them for its summary. */
export const skipMark = 'skipped: '

/**
 * Absolute path of a file of real market data. Such files are never committed: they lie in `../shared` beside the
 * checkout, or where the environment variable SEEDBED_SHARED points. Undefined if missing, after printing one line:
 * `test.skipIf(!file)(…)`.
 *
 * @throws Error if missing while SEEDBED_REQUIRE_ALL is set, so that a complete run cannot skip tests
 */
export function sharedFile(path: string): string | undefined {
  const file = join(shared, path)
  if (existsSync(file)) return file
  return absent(existsSync(shared) ? `../shared/${path} is absent` : '../shared is absent', 'real market data')
}

interface Tool {
  /** Command names, in order of preference. */
  readonly commands: readonly string[]
  /** Environment variable with the path to use. */
  readonly variable: string
  readonly folders: readonly string[]
}

const tools = {
  chromium: { commands: ['chromium', 'chromium-browser'], variable: 'SEEDBED_CHROMIUM', folders: ['/usr/bin'] },
  compiler: { commands: ['g++'], variable: 'SEEDBED_CXX', folders: ['/usr/bin'] },
  // CI and `npm run notebook` install Jupyter into the checkout's own environment, never globally.
  jupyter: { commands: ['jupyter'], variable: 'SEEDBED_JUPYTER', folders: [join(root, '.venv', 'bin')] },
  lz4: { commands: ['lz4'], variable: 'SEEDBED_LZ4', folders: ['/usr/bin'] },
  // An S3 server on loopback, for tests of the archive.
  moto: { commands: ['moto_server'], variable: 'SEEDBED_MOTO', folders: [join(root, '.venv', 'bin')] },
  redis: { commands: ['redis-server'], variable: 'SEEDBED_REDIS_SERVER', folders: ['/usr/bin'] },
  python3: { commands: ['python3'], variable: 'SEEDBED_PYTHON', folders: [join(root, '.venv', 'bin')] },
} as const satisfies Record<string, Tool>

/**
 * Absolute path of a program that some tests need: from its environment variable, its usual folder, or the PATH.
 * Undefined if missing, after printing one line: `test.skipIf(!needs('chromium'))(…)`.
 *
 * @throws Error if missing while SEEDBED_REQUIRE_ALL is set, or if the variable names a file that does not exist
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
  if (process.env.SEEDBED_REQUIRE_ALL) throw new Error(`${what} (${why}), and SEEDBED_REQUIRE_ALL forbids skipping`)
  const line = `${skipMark}${what} (${why})`
  // Printed once per process, however many tests need the file.
  if (!warned.has(line)) console.warn(line)
  warned.add(line)
}
