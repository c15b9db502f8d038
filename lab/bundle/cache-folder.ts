import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { wallClock } from '../clock.ts'
import { day } from '../market/units.ts'

/** Root folder of the package that contains this file. */
export const root = packageAround(dirname(fileURLToPath(import.meta.url)))

/** Cache of compiled files, deleted together with node_modules. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'seedbed')

/**
 * Writes a file atomically. If the folder is not writable or the disk is full, the file goes to a temporary folder
 * that is removed when the process exits.
 *
 * @returns path of the file
 */
export function place(folder: string, name: string, content: string | Uint8Array): string {
  try {
    return placeIn(folder, name, content)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (!['EROFS', 'EACCES', 'EPERM', 'ENOSPC'].includes(code)) throw error
    return placeIn(temporaryFolder(), name, content)
  }
}

function placeIn(folder: string, name: string, content: string | Uint8Array): string {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, name)
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, content)
  renameSync(aside, path)
  return path
}

let temporary: string | undefined

function temporaryFolder(): string {
  if (temporary === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'seedbed-'))
    process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    temporary = made
  }
  return temporary
}

/** Days after which a cached file is deleted; it is made again when needed. */
const keptDays = 14

/** Deletes old files. They pile up, because each change of the sources leaves a compiled module behind. */
export function sweep(folder: string): void {
  for (const name of namesIn(folder)) {
    const path = join(folder, name)
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs
    if (made !== undefined && made < wallClock() - keptDays * day) rmSync(path, { force: true, recursive: true })
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Content of a text file; undefined if the file does not exist. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function packageAround(folder: string): string {
  const parent = dirname(folder)
  return existsSync(join(folder, 'package.json')) || parent === folder ? folder : packageAround(parent)
}
