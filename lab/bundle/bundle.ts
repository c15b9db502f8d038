import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, place, readIfThere, root, sweep } from './cache-folder.ts'
import { compile, type Packages } from './compile.ts'

/** Record of what a bundle was made from, stored beside it. */
interface Origin {
  /** File name of the module in the same folder. */
  readonly module: string
  /** SHA-256 of each input file, by path. */
  readonly inputs: Readonly<Record<string, string>>
}

/**
 * Bundles a source of this checkout with its imports into one module that Node runs directly, which starts several
 * times faster than compiling file by file. Cached by the content of all inputs; safe for several processes at once.
 *
 * @param packages 'inside' includes packages, so that the module runs anywhere; 'outside' imports them from
 * node_modules
 * @returns path of the module
 * @throws Error with the compiler's messages
 */
export async function bundled(entry: string, packages: Packages, folder = cacheFolder): Promise<string> {
  const name = basename(entry, '.ts')
  // Everything else that the result depends on: source, options, Node version, compiler and this code.
  const maker = ['./bundle.ts', './compile.ts'].map(file => read(fileURLToPath(new URL(file, import.meta.url))))
  const kind = sha256([root, entry, packages, process.version, ...maker, read(esbuildManifest)].join('\0'))
  const originName = `${name}-${kind.slice(0, 16)}.json`
  const known = readOrigin(folder, originName)
  if (known) return join(folder, known.module)
  const { text, inputs } = await compile(entry, packages)
  const module = `${name}-${sha256(text).slice(0, 16)}.mjs`
  const origin: Origin = { module, inputs: mapValues(inputs, sha256) }
  const path = place(folder, module, text)
  place(folder, originName, JSON.stringify(origin))
  sweep(folder)
  return path
}

/** Undefined if there is no record, or if an input or the module has changed. */
function readOrigin(folder: string, name: string): Origin | undefined {
  const text = readIfThere(join(folder, name))
  if (text === undefined) return undefined
  const origin = JSON.parse(text) as Origin
  const isFresh = Object.entries(origin.inputs).every(([path, hash]) => {
    const now = readIfThere(path)
    return now !== undefined && sha256(now) === hash
  })
  return isFresh && readIfThere(join(folder, origin.module)) !== undefined ? origin : undefined
}

const esbuildManifest = join(root, 'node_modules', 'esbuild', 'package.json')
const read = (path: string) => readFileSync(path, 'utf8')
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const mapValues = <T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
