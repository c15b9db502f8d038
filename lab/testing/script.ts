import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Ended {
  /** `null` when a signal ended it. */
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs a compiled script as a user would. @param meanwhile may end it early */
export function run(
  script: string,
  args: readonly string[],
  meanwhile: (child: ChildProcess) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, [scriptPath(script), ...args], { cwd: root })
  // A test that times out must not leave a process behind.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  meanwhile(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      process.off('exit', kill)
      resolve({ code, out, err })
    })
  })
}

/** Path of the compiled module of `scripts/NAME.ts`. */
export const scriptPath = (script: string) => join(inject('scripts'), `${script}.js`)

/** Polls until `seen` is true, then calls `act` once. Stops when the child has ended. */
export const once = (seen: () => boolean, act: (child: ChildProcess) => void) => (child: ChildProcess) => {
  const watch = setInterval(() => {
    if (!seen()) return
    clearInterval(watch)
    act(child)
  }, 5)
  child.on('exit', () => clearInterval(watch))
}

export const later = (ms: number, act: (child: ChildProcess) => void) => (child: ChildProcess) => {
  const timer = setTimeout(act, ms, child)
  child.on('exit', () => clearTimeout(timer))
}

export const kill = (child: ChildProcess) => child.kill('SIGKILL')

/** Content of the generation files of a run, by file name. */
export function generationsOf(path: string): ReadonlyMap<string, string> {
  const folder = join(path, 'generations')
  const names = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')) : []
  return new Map(names.sort().map(name => [name, readFileSync(join(folder, name), 'utf8')]))
}
