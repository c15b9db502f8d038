import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** The inputs of the compilation. */
const sources = ['lab', 'runtime', 'scripts/kernel', 'tsconfig.json', 'tsconfig.dist.json', 'package-lock.json']

/**
 * Compiles the lab into `dist/`, from which notebooks import it, if the sources have changed.
 *
 * @returns whether it compiled
 * @throws Error with the compiler's output; `dist/` then stays unchanged
 */
export function compileWhenStale(root: string): boolean {
  const dist = join(root, 'dist')
  const stampFile = join(dist, '.stamp')
  const stamp = fingerprint(root)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return false
  // The output goes to another folder first, so that a kernel that starts meanwhile never reads a mixture of old and new files.
  const aside = join(root, 'node_modules', `.dist.${process.pid}`)
  try {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const args = [compiler, '-p', join(root, 'tsconfig.dist.json'), '--outDir', aside]
    const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    if (run.status !== 0) throw new Error(`the lab does not compile:\n${run.stdout}${run.stderr}`)
    for (const file of filesUnder(aside)) {
      if (file.endsWith('.d.ts')) writeFileSync(file, readableToOldCompilers(readFileSync(file, 'utf8')))
    }
    // The compiler does not copy .mjs files, such as the entry of a worker thread.
    for (const file of filesUnder(join(root, 'lab')).filter(file => file.endsWith('.mjs'))) {
      const copy = join(aside, relative(root, file))
      mkdirSync(dirname(copy), { recursive: true })
      copyFileSync(file, copy)
    }
    writeFileSync(join(aside, '.stamp'), stamp)
    rmSync(dist, { recursive: true, force: true })
    renameSync(aside, dist)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
  return true
}

/**
 * Declarations rewritten for TypeScript 5.0, which tslab contains: its typed arrays are not generic, and it does not find a
 * declaration file for an import that ends in `.ts`.
 */
export const readableToOldCompilers = (declarations: string): string =>
  declarations
    .replace(/\b((?:Float|Int|Uint|BigInt|BigUint)\d+(?:Clamped)?Array)<ArrayBuffer(?:Like)?>/g, '$1')
    .replace(/(\bfrom |\bimport\()(['"])(\.[^'"]*)\.ts\2/g, '$1$2$3.js$2')

function fingerprint(root: string): string {
  const hash = createHash('sha256').update(process.version)
  for (const source of sources) {
    const path = join(root, source)
    const files = /\.json$/.test(source) ? [path] : filesUnder(path).filter(isSource)
    for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

const isSource = (file: string) => /\.(ts|mjs)$/.test(file) && !/\.(test|bench)\.ts$/.test(file)

const filesUnder = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => join(entry.parentPath, entry.name))
        .sort()
    : []
