import { readFileSync } from 'node:fs'
import { InputError } from '../../lab/data/input-error.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import { showFlaw } from '../../lab/strategy/yaml/flaw.ts'
import { parseStrategy, registered } from '../../lab/strategy/yaml/parse.ts'
import { modelsBeside } from './models.ts'

/** @throws InputError with every flaw of the file, a line each */
export function readStrategyFile(path: string): Strategy {
  const parsed = parseStrategy(readFileSync(path, 'utf8'), { ...registered, models: modelsBeside(path) })
  if (parsed.ok) return parsed.value
  throw new InputError(parsed.error.map(flaw => showFlaw(flaw, path)).join('\n'))
}
