import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface Child {
  readonly process: ChildProcess
  /** Whole lines that it has printed so far. */
  readonly lines: () => readonly string[]
  /** Resolves with the first line; with nothing when it ends without one. */
  readonly started: Promise<unknown>
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly err: string }>
}

/** Runs a module's text in a process of its own, from the root of the checkout. It does not outlive this process. */
export function child(code: string): Child {
  const args = ['--import', 'tsx', '--input-type=module', '-e', code]
  const cwd = fileURLToPath(new URL('../../../..', import.meta.url))
  const process_ = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const kill = () => process_.kill('SIGKILL')
  process.once('exit', kill)
  let [out, err] = ['', '']
  process_.stdout.on('data', chunk => {
    out += chunk
  })
  process_.stderr.on('data', chunk => {
    err += chunk
  })
  const ended = once(process_, 'close').then(([code, signal]) => {
    process.off('exit', kill)
    return { code, signal, err }
  })
  const started = Promise.race([once(process_.stdout, 'data'), ended])
  return { process: process_, lines: () => out.split('\n').slice(0, -1), started, ended }
}

/** What every such module begins with. */
export const imports = `
  import { openLake } from './lab/data/lake/lake.ts'
  import { compact } from './lab/data/lake/compact.ts'
  import { fold } from './lab/data/lake/fold.ts'
  import { append } from './lab/data/lake/hot.ts'
  import { trade } from './lab/data/lake/testing/rows.ts'
`
