import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'esbuild'
import { root } from './cache-folder.ts'
import { withEsbuild } from './with-esbuild.ts'

export type Packages = 'inside' | 'outside'

export interface Compiled {
  readonly text: string
  /** What went into it, by path, as it was read. */
  readonly inputs: Readonly<Record<string, string>>
}

/** @throws Error with the compiler's complaints */
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

/** Packages of the older kind ask for what Node brings by `require`, which a module has to make for itself. */
export const requireOfModule =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.filename);"

/** Hands over each file and keeps what was handed over, whatever an editor does to it meanwhile. */
export const asRead = (inputs: Record<string, string>): Plugin => ({
  name: 'as-read',
  setup(build) {
    build.onLoad({ filter: /\.(?:[cm]?[jt]s|json)$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      inputs[path] = text
      // In the bundle a source still lies where it lay, for whatever it looks for beside itself.
      const here = JSON.stringify(pathToFileURL(path).href)
      const contents = path.endsWith('.ts') ? text.replace(/\bimport\.meta\.url\b/g, () => here) : text
      return { contents, loader: 'default' }
    })
  },
})
