import { root } from './cache-folder.ts'
import { withEsbuild } from './with-esbuild.ts'

/** A page's program and all that it imports, as one script that a browser runs. @throws Error with the compiler's complaints */
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
