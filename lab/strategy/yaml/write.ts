import type { Strategy } from '../strategy.ts'
import { showFlaw } from './flaw.ts'
import { canonical, seal } from './identity.ts'
import { readStrategy, registered } from './parse.ts'
import type { Known } from './shape.ts'

const head = `# yaml-language-server: $schema=strategy.schema.json
# strategies/README.md explains every field. The hash covers all that is above it: change a value, and the file is refused.
`

/**
 * Writes a strategy file; equal strategies give equal bytes.
 *
 * @throws RangeError with all errors when the runtime would refuse the file
 */
export function writeStrategy(strategy: Strategy, known: Known = registered): string {
  const text = `${head}${canonical(strategy)}${seal(strategy)}`
  const readBack = readStrategy(text, known)
  if (readBack.ok) return text
  const flaws = readBack.error.map(flaw => showFlaw(flaw, strategy.name))
  throw new RangeError(`strategy ${strategy.name} cannot be written:\n${flaws.join('\n')}`)
}
