import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InputError } from '../../lab/input-error.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import { showFlaw } from '../../lab/strategy/yaml/flaw.ts'
import { identify } from '../../lab/strategy/yaml/identity.ts'
import { parseStrategy, registered } from '../../lab/strategy/yaml/parse.ts'
import { modelsBeside } from './models.ts'

/** @throws InputError with every flaw of the file, a line each */
export function readStrategyFile(path: string): Strategy {
  const parsed = parseStrategy(readFileSync(path, 'utf8'), { ...registered, models: modelsBeside(path) })
  if (parsed.ok) return parsed.value
  throw new InputError(parsed.error.map(flaw => showFlaw(flaw, path)).join('\n'))
}

/** Where files go that another has taken the place of. */
export const archiveBeside = (path: string): string => join(dirname(path), 'archive')

/** Moves a file there, under its hash. @returns where it is @throws InputError when it is there already */
export function intoArchive(path: string, strategy: Strategy): string {
  const folder = archiveBeside(path)
  mkdirSync(folder, { recursive: true })
  const kept = join(folder, `${strategy.name}.${identify(strategy).slice(7, 15)}.yaml`)
  if (existsSync(kept)) throw new InputError(`${kept} is there already`)
  renameSync(path, kept)
  return kept
}
