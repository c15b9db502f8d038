import { fileURLToPath } from 'node:url'

/** The module that a thread runs: compiled with the rest of the lab, or made of the sources where they are run as they are. */
export async function workerFile(): Promise<string> {
  if (!import.meta.url.endsWith('.ts')) return fileURLToPath(new URL('./worker.js', import.meta.url))
  const { bundled } = await import('../../bundle/bundle.ts')
  return bundled(fileURLToPath(new URL('./worker.ts', import.meta.url)), 'inside')
}
