type Esbuild = typeof import('esbuild')

let atWork = 0

/**
 * Runs work with esbuild, and stops its service process after the last concurrent use. Stopping it earlier would leave
 * the others waiting forever.
 */
export async function withEsbuild<T>(work: (esbuild: Esbuild) => Promise<T>): Promise<T> {
  const esbuild = await import('esbuild')
  atWork++
  try {
    return await work(esbuild)
  } finally {
    atWork--
    if (atWork === 0) await esbuild.stop()
  }
}
