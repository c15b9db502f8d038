import { root } from './cache-folder.ts'
import { withEsbuild } from './with-esbuild.ts'

/** Bundles a page's program with its imports into one browser script. @throws Error with the compiler's messages */
export const pageScript = (entry: string): Promise<string> =>
  withEsbuild(async esbuild => {
    const { outputFiles } = await esbuild.build({
      entryPoints: [entry],
      absWorkingDir: root,
      bundle: true,
      write: false,
      minify: true,
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      legalComments: 'none',
      tsconfigRaw: { compilerOptions: { target: 'ES2022', verbatimModuleSyntax: true } },
      logLevel: 'silent',
    })
    return outputFiles[0].text
  })
