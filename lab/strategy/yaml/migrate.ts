import { fail, ok, type Result } from '../../result.ts'
import { outside } from '../safe-ranges.ts'
import type { Strategy } from '../strategy.ts'
import { format } from './fields.ts'
import type { Flaw } from './flaw.ts'
import { identify } from './identity.ts'
import { readStrategy, registered } from './parse.ts'
import { parseSyntax } from './syntax.ts'

/**
 * Migrates a file of an older format to today's strategy with the same meaning: it trades as before.
 *
 * Format 1 had fixed fractions and percentage distances only, and no safe ranges. A value outside the safe ranges was
 * judged as it is, and is listed under `widened`. Approvals are dropped, because they were given to other content.
 *
 * @returns errors also for a file that already has today's format, or whose hash does not match its content
 */
export function migrate(text: string, known = registered): Result<Strategy, readonly Flaw[]> {
  const version = versionOf(text)
  if (version === format) {
    return fail([{ line: 1, column: 1, path: 'format', why: `is ${format} already: there is nothing to migrate` }])
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

/** The stated format; 1 when none is stated, so that the reader reports what is missing. */
function versionOf(text: string): number {
  const syntax = parseSyntax(text)
  const stated = syntax.ok ? Number(syntax.value.root.get('format')) : 1
  return Number.isInteger(stated) && stated >= 1 && stated <= format ? stated : 1
}
