import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { cacheFolder, root, sweep } from '../bundle/cache-folder.ts'
import { asRead, requireOfModule } from '../bundle/compile.ts'
import { withEsbuild } from '../bundle/with-esbuild.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the compiled scripts: `NAME.js` is `scripts/NAME.ts`. */
    scripts: string
    /** Folder of what test files share, gone when the last has ended. */
    made: string
  }
}

/** Runs once, before the first test file. */
export async function setup(project: TestProject): Promise<() => void> {
  const made: string[] = []
  const provide = async () => {
    project.provide('scripts', await compiledScripts())
    made.push(mkdtempSync(join(tmpdir(), 'seedbed-made-')))
    project.provide('made', made[made.length - 1])
  }
  await provide()
  project.onTestsRerun(provide)
  return () => {
    for (const folder of made) rmSync(folder, { recursive: true })
  }
}

/**
 * Compiles every script of this checkout to a module for plain Node, which starts five times faster than tsx; several
 * hundred tests start one. Parts that scripts share are shared files.
 *
 * @returns the folder, named by the content hash, so that concurrent runs do not disturb each other
 * @throws Error with the compiler's messages
 */
async function compiledScripts(): Promise<string> {
  const folder = join(root, 'scripts')
  const isScript = (name: string) => name.endsWith('.ts') && !name.endsWith('.test.ts')
  const inputs: Record<string, string> = {}
  const { outputFiles } = await withEsbuild(esbuild =>
    esbuild.build({
      entryPoints: readdirSync(folder)
        .filter(isScript)
        .map(name => join(folder, name)),
      ...{ absWorkingDir: root, bundle: true, splitting: true, write: false, external: outside() },
      ...{ platform: 'node', format: 'esm', target: 'node20', outdir: folder, logLevel: 'silent' },
      tsconfigRaw: { compilerOptions: { target: 'ES2022', verbatimModuleSyntax: true } },
      plugins: [asRead(inputs)],
      banner: { js: requireOfModule },
    }),
  )
  const hash = createHash('sha256')
  for (const { path, text } of outputFiles) hash.update(`${path}\0${text}\0`)
  const made = join(cacheFolder, `scripts-${hash.digest('hex').slice(0, 16)}`)
  if (!existsSync(made)) {
    // Written to a temporary folder first, so that a concurrent run sees all files or none.
    mkdirSync(cacheFolder, { recursive: true })
    const aside = mkdtempSync(`${made}.`)
    for (const { path, contents } of outputFiles) writeFileSync(join(aside, path.slice(folder.length)), contents)
    try {
      renameSync(aside, made)
    } catch (error) {
      // A concurrent run was first, with the same content.
      rmSync(aside, { recursive: true })
      if (!existsSync(made)) throw error
    }
  }
  sweep(cacheFolder)
  return made
}

/** Packages of many small files, which cost more to find and read than to run. */
const inside = [
  'arquero',
  'cli-progress',
  'commander',
  'undici',
  'vega',
  'vega-interpreter',
  'vega-lite',
  'ws',
  'yaml',
  'zod',
]

/** Every other package stays where it is, with its binaries. */
function outside(): string[] {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.keys({ ...dependencies, ...devDependencies }).filter(name => !inside.includes(name))
}
