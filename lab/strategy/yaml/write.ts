import { seeds } from '../../seeds/index.ts'
import type { Strategy } from '../strategy.ts'
import { showFlaw } from './flaw.ts'
import { canonical, seal } from './identity.ts'
import { parseStrategy } from './parse.ts'
import type { Known } from './shape.ts'

const head = `# A trading strategy: written by the lab, traded by the runtime. strategies/README.md explains every field.
# The hash covers everything above it: change a value, and the file is refused. Approvals may be added.
`

/**
 * The one way to write a strategy: the same strategy gives the same bytes.
 *
 * @throws RangeError with every flaw when the runtime would refuse the file
 */
export function writeStrategy(strategy: Strategy, known: Known = { seeds }): string {
  const text = `${head}${canonical(strategy)}${seal(strategy)}`
  const readBack = parseStrategy(text, known)
  if (readBack.ok) return text
  const flaws = readBack.error.map(flaw => showFlaw(flaw, strategy.name))
  throw new RangeError(`strategy ${strategy.name} cannot be written:\n${flaws.join('\n')}`)
}
