import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { root } from './cache-folder.ts'
import { withEsbuild } from './with-esbuild.ts'

/** Place of npm packages: `inside` the bundle, or `outside` it as imports that are resolved at run time. */
export type Packages = 'inside' | 'outside'

export interface Compiled {
  /** The bundle as JavaScript. */
  readonly text: string
  /** Source text of each bundled file as the compiler read it, by absolute path. */
  readonly inputs: Readonly<Record<string, string>>
}

/**
 * Bundles a TypeScript file and everything that it imports into one ES module for Node.
 *
 * @param entry path of the file, absolute or relative to the repository
 * @throws Error with the compiler's messages
 */
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

/** First line of a bundle with packages: defines `require`, which bundled CommonJS packages call for Node's modules. */
export const requireOfModule =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.filename);"

/**
 * Plugin that reads each file once, records its text in `inputs` and compiles that text. The record then matches the
 * bundle even if a file is edited meanwhile.
 */
export const asRead = (inputs: Record<string, string>): Plugin => ({
  name: 'as-read',
  setup(build) {
    build.onLoad({ filter: /\.(?:[cm]?[jt]s|json)$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      inputs[path] = text
      // Paths relative to `import.meta.url` must work in the bundle, so it is replaced by the source file's URL.
      const here = JSON.stringify(pathToFileURL(path).href)
      const contents = path.endsWith('.ts') ? text.replace(/\bimport\.meta\.url\b/g, () => here) : text
      return { contents, loader: 'default' }
    })
  },
})
