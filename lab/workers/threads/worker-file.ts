import { fileURLToPath } from 'node:url'

/**
 * Path of the module `worker` in the folder of another module, as a file that a thread can run: the compiled file, or
 * a bundle of the sources when these are run directly.
 */
export async function workerFile(beside: string): Promise<string> {
  if (!beside.endsWith('.ts')) return fileURLToPath(new URL('./worker.js', beside))
  const { bundled } = await import('../../bundle/bundle.ts')
  return bundled(fileURLToPath(new URL('./worker.ts', beside)), 'inside')
}
