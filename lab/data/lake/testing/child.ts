import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { start } from '../../../testing/program.ts'

export interface Child {
  readonly process: ChildProcess
  /** Complete lines printed so far. */
  readonly lines: () => readonly string[]
  /** Resolves when the first output arrives, or when the process ends without any. */
  readonly started: Promise<unknown>
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly err: string }>
}

/** Runs TypeScript source in a new process, from the root of the checkout. The process ends with this one. */
export async function child(code: string, ...args: readonly string[]): Promise<Child> {
  const process = await start(code, args, ['ignore', 'pipe', 'pipe'])
  const { stdout, stderr } = process
  if (!stdout || !stderr) throw new Error('a child was started without pipes')
  let [out, err] = ['', '']
  stdout.on('data', chunk => {
    out += chunk
  })
  stderr.on('data', chunk => {
    err += chunk
  })
  const ended = once(process, 'close').then(([code, signal]) => ({ code, signal, err }))
  const started = Promise.race([once(stdout, 'data'), ended])
  return { process, lines: () => out.split('\n').slice(0, -1), started, ended }
}

/** Imports that all such sources begin with. */
export const imports = `
  import { openLake } from './lab/data/lake/lake.ts'
  import { compact } from './lab/data/lake/compact.ts'
  import { mergeSegments } from './lab/data/lake/merge-segments.ts'
  import { append } from './lab/data/lake/hot.ts'
  import { trade } from './lab/data/lake/testing/rows.ts'
`
