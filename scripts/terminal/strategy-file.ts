import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InputError } from '../../lab/input-error.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import { showFlaw } from '../../lab/strategy/yaml/flaw.ts'
import { identify } from '../../lab/strategy/yaml/identity.ts'
import { parseStrategy, registered } from '../../lab/strategy/yaml/parse.ts'
import { modelsBeside } from './models.ts'

/**
 * Reads a strategy file, with the models beside it.
 *
 * @throws InputError with every flaw of the file, one per line
 */
export function readStrategyFile(path: string): Strategy {
  const parsed = parseStrategy(readFileSync(path, 'utf8'), { ...registered, models: modelsBeside(path) })
  if (parsed.ok) return parsed.value
  throw new InputError(parsed.error.map(flaw => showFlaw(flaw, path)).join('\n'))
}

/** The folder for replaced strategy files, beside the given file. */
export const archiveBeside = (path: string): string => join(dirname(path), 'archive')

/**
 * Moves a strategy file into the archive. The new name contains part of the strategy's hash.
 *
 * @returns the new path
 * @throws InputError when the new path exists
 */
export function intoArchive(path: string, strategy: Strategy): string {
  const folder = archiveBeside(path)
  mkdirSync(folder, { recursive: true })
  const kept = join(folder, `${strategy.name}.${identify(strategy).slice(7, 15)}.yaml`)
  if (existsSync(kept)) throw new InputError(`${kept}: already exists`)
  renameSync(path, kept)
  return kept
}
