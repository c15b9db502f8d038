import { fail, ok, type Result } from '../../result.ts'
import { outside } from '../safe-ranges.ts'
import type { Strategy } from '../strategy.ts'
import { format } from './fields.ts'
import type { Flaw } from './flaw.ts'
import { identify } from './identity.ts'
import { readStrategy, registered } from './parse.ts'
import { parseSyntax } from './syntax.ts'

/**
 * A file of an older format as a strategy of today, with the same meaning: it trades as it did.
 *
 * Format 1 knew fixed fractions and distances in percent alone, and no ranges thought safe: whatever lies outside of them was judged there,
 * and is named as widened. Approvals were given to other content, and are left behind.
 *
 * @returns flaws also for a file that is of today already, or whose hash does not match its content
 */
export function migrate(text: string, known = registered): Result<Strategy, readonly Flaw[]> {
  const version = versionOf(text)
  if (version === format) {
    return fail([
      { line: 1, column: 1, path: 'format', why: `is ${format} already: there is nothing to bring up to date` },
    ])
  }
  const found = readStrategy(text, known, version)
  if (!found.ok) return found
  const { approvals: _, ...strategy } = found.value.strategy
  const widened = outside(strategy)
  return ok({
    ...strategy,
    ...(widened.length > 0 && { widened }),
    migratedFrom: identify(found.value.strategy, version),
    approvals: [],
  })
}

/** The oldest format where none is stated: the reader then says what it lacks. */
function versionOf(text: string): number {
  const syntax = parseSyntax(text)
  const stated = syntax.ok ? Number(syntax.value.root.get('format')) : 1
  return Number.isInteger(stated) && stated >= 1 && stated <= format ? stated : 1
}
