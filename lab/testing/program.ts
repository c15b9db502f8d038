import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { bundled } from '../bundle/bundle.ts'
import { cacheFolder, place, root } from '../bundle/cache-folder.ts'

/**
 * A module's text, compiled with all that it imports of this checkout: a module that plain Node starts several times as fast as
 * tsx would, for tests that start one again and again. The same text is compiled once; what differs from start to start
 * belongs into the arguments, from `process.argv[2]` on.
 *
 * @param code imports sources by their path from the root of the checkout, such as './lab/clock.ts'
 * @returns the module's path
 */
export function program(code: string): Promise<string> {
  const text = code.replace(/\bfrom '\.\//g, `from '${root}/`)
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16)
  const folder = join(cacheFolder, 'programs')
  return bundled(place(folder, `${name}.ts`, text), 'outside', folder)
}

/** Starts a program at the root of the checkout. It does not outlive this process. */
export async function start(
  code: string,
  args: readonly string[],
  stdio: SpawnOptions['stdio'] = ['ignore', 'pipe', 'inherit'],
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [await program(code), ...args], { cwd: root, stdio })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('close', () => process.off('exit', kill))
  return child
}

/** What a child with a pipe for its standard output prints, line by line. */
export function linesOf({ stdout }: ChildProcess): Interface {
  if (!stdout) throw new Error('the child has no pipe for what it prints')
  return createInterface({ input: stdout })
}
