import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { root } from './cache-folder.ts'
import { withEsbuild } from './with-esbuild.ts'

export type Packages = 'inside' | 'outside'

export interface Compiled {
  readonly text: string
  /** Text of each input file as compiled, by path. */
  readonly inputs: Readonly<Record<string, string>>
}

/** @throws Error with the compiler's messages */
export function compile(entry: string, packages: Packages): Promise<Compiled> {
  const inputs: Record<string, string> = {}
  return withEsbuild(async esbuild => {
    const { outputFiles } = await esbuild.build({
      entryPoints: [entry],
      absWorkingDir: root,
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      tsconfigRaw: { compilerOptions: { target: 'ES2022', verbatimModuleSyntax: true } },
      plugins: [asRead(inputs)],
      logLevel: 'silent',
      ...(packages === 'outside' ? { packages: 'external' } : { banner: { js: requireOfModule } }),
    })
    return { text: outputFiles[0].text, inputs }
  })
}

/** CommonJS packages load Node's modules by `require`, which an ES module must define. */
export const requireOfModule =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.filename);"

/** Passes each file to the compiler and records its text, so that a concurrent edit does not matter. */
export const asRead = (inputs: Record<string, string>): Plugin => ({
  name: 'as-read',
  setup(build) {
    build.onLoad({ filter: /\.(?:[cm]?[jt]s|json)$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      inputs[path] = text
      // In the bundle, `import.meta.url` stays that of the source file, so that relative files are found.
      const here = JSON.stringify(pathToFileURL(path).href)
      const contents = path.endsWith('.ts') ? text.replace(/\bimport\.meta\.url\b/g, () => here) : text
      return { contents, loader: 'default' }
    })
  },
})
