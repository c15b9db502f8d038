type Esbuild = typeof import('esbuild')

let atWork = 0

/**
 * Lets the compiler work. Its service is a process of its own, with nothing more to do when the last of those who asked is done; stopped any
 * earlier, it would leave the others waiting for ever.
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
