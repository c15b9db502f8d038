import { existsSync } from 'node:fs'

// Worker threads do not inherit a TypeScript loader: this one fetches it where the sources are run as they are.
if (existsSync(new URL('./worker.js', import.meta.url))) {
  await import('./worker.js')
} else {
  const { register } = await import('tsx/esm/api')
  register()
  await import('./worker.ts')
}
