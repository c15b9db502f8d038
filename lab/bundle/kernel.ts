import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder, place, root } from './cache-folder.ts'

/** AssemblyScript sources of the fast evaluator. Their extension is `.as`, so that TypeScript tools ignore them. */
const sources = join(root, 'lab', 'backtest', 'kernel')

const options = ['-O3', '--noAssert', '--runtime', 'stub', '--importMemory', '--enable', 'simd'] as const

let loaded: Promise<WebAssembly.Module> | undefined

/**
 * The compiled kernel of the fast evaluator, cached on disk by the hash of its sources and compiler options.
 * A worker thread can receive the module in a message, so it needs no compiler.
 *
 * @throws Error with the compiler's messages
 */
export function kernelModule(): Promise<WebAssembly.Module> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<WebAssembly.Module> {
  const texts = new Map(
    readdirSync(sources)
      .filter(name => name.endsWith('.as'))
      .sort()
      .map(name => [name, readFileSync(join(sources, name), 'utf8')]),
  )
  const hash = createHash('sha256').update(options.join())
  for (const [name, text] of texts) hash.update(`${name}\0${text}\0`)
  const name = `kernel-${hash.digest('hex').slice(0, 32)}.wasm`
  const kept = join(cacheFolder, name)
  if (existsSync(kept)) return WebAssembly.compile(new Uint8Array(readFileSync(kept)))
  const binary = await compiled(texts)
  place(cacheFolder, name, binary)
  return WebAssembly.compile(binary)
}

/** Compiles in a separate process, so that the compiler's memory is freed. */
async function compiled(texts: ReadonlyMap<string, string>): Promise<Uint8Array<ArrayBuffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-kernel-'))
  try {
    for (const [name, text] of texts) writeFileSync(join(folder, name.replace(/\.as$/, '.ts')), text)
    const args = [compiler, 'kernel.ts', '--outFile', 'kernel.wasm', ...options]
    await promisify(execFile)(process.execPath, args, { cwd: folder }).catch(({ stderr, message }) => {
      throw new Error(`the kernel does not compile:\n${stderr || message}`)
    })
    return new Uint8Array(readFileSync(join(folder, 'kernel.wasm')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const compiler = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js')
