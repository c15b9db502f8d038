import { fileURLToPath } from 'node:url'

/**
 * The module `worker` beside another one, as a thread can run it: compiled with the rest of the lab, or made of the sources where they are run
 * as they are.
 */
export async function workerFile(beside: string): Promise<string> {
  if (!beside.endsWith('.ts')) return fileURLToPath(new URL('./worker.js', beside))
  const { bundled } = await import('../../bundle/bundle.ts')
  return bundled(fileURLToPath(new URL('./worker.ts', beside)), 'inside')
}
