import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { bundled } from '../bundle/bundle.ts'
import { cacheFolder, place, root } from '../bundle/cache-folder.ts'

/**
 * Compiles the text of a module with its imports, so that plain Node starts it several times faster than tsx would,
 * for tests that start it repeatedly. The same text is compiled once, so pass varying values as arguments, from
 * `process.argv[2]` on.
 *
 * @param code imports sources by paths from the root of the checkout, such as './lab/clock.ts'
 * @returns path of the module
 */
export function program(code: string): Promise<string> {
  const text = code.replace(/\bfrom '\.\//g, `from '${root}/`)
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16)
  const folder = join(cacheFolder, 'programs')
  return bundled(place(folder, `${name}.ts`, text), 'outside', folder)
}

/** Starts a program in the root of the checkout. It is killed when this process exits. */
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

/** Lines that a child prints to its standard output pipe. */
export function linesOf({ stdout }: ChildProcess): Interface {
  if (!stdout) throw new Error('the child has no pipe for what it prints')
  return createInterface({ input: stdout })
}
