// Worker threads do not inherit a TypeScript loader: this one fetches it when the sources are run as they are.
if (import.meta.url.includes('/dist/')) {
  await import('./worker.js')
} else {
  const { register } = await import('tsx/esm/api')
  register()
  await import('./worker.ts')
}
