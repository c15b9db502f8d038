import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, place, readIfThere, root, sweep } from './cache-folder.ts'
import { compile, type Packages } from './compile.ts'

/** What a bundle was made of, kept beside it. */
interface Origin {
  /** Name of the module in the same folder. */
  readonly module: string
  /** SHA-256 of each file that went into it, by path. */
  readonly inputs: Readonly<Record<string, string>>
}

/**
 * A source of this checkout and all that it imports, as one module that Node runs as it is: several times as fast to start as
 * compiling file by file. Made when the cache has none that is made of the same bytes; several processes may ask at once.
 *
 * @param packages 'inside' makes it independent of where it lies; 'outside' leaves packages to Node
 * @returns the path of the module
 * @throws Error with the compiler's complaints
 */
export async function bundled(entry: string, packages: Packages, folder = cacheFolder): Promise<string> {
  const name = basename(entry, '.ts')
  // Whatever else decides how the module comes out: which source, for which Node, made by what.
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

/** Absent where there is none, or where something that went into it is not what it was. */
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
