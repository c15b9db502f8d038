import { isScalar } from 'yaml'
import { enhancers } from '../../enhancers/index.ts'
import { fail, ok, type Result } from '../../result.ts'
import { seeds } from '../../seeds/index.ts'
import { scalings } from '../scaling/index.ts'
import type { Strategy } from '../strategy.ts'
import { file, format, formatNumber, type StrategyFile } from './fields.ts'
import { type Flaw, inReadingOrder, quoted } from './flaw.ts'
import { identify } from './identity.ts'
import { readModels } from './models.ts'
import { type Reading, read } from './read.ts'
import { asOf, type Group, type Known } from './shape.ts'
import { parseSyntax } from './syntax.ts'

/** All that is registered; models are for whoever knows the folder. */
export const registered: Known = { seeds, enhancers, scalings }

/**
 * Text in, strategy out; behind this door nobody checks again.
 *
 * @param known what may be named, and the model files beside the strategy
 * @returns every flaw in reading order, or a strategy whose content has the hash that the file states
 */
export function parseStrategy(text: string, known: Known = registered): Result<Strategy, readonly Flaw[]> {
  const found = readStrategy(text, known)
  if (!found.ok) return found
  const { strategy, reading } = found.value
  const whole = readModels(strategy, reading)
  return whole === undefined ? fail(inReadingOrder(reading.flaws)) : ok(whole)
}

/**
 * A strategy that is sound in itself, save that its models have not been looked at.
 *
 * @param version format that the file must have
 */
export function readStrategy(
  text: string,
  known: Known,
  version: number = format,
): Result<{ readonly strategy: Strategy; readonly reading: Reading }, readonly Flaw[]> {
  const syntax = parseSyntax(text)
  if (!syntax.ok) return fail(inReadingOrder(syntax.error))
  const { root, place } = syntax.value
  const reading: Reading = { known, source: text, place, flaws: [], offsets: new Map([['', root.range?.[0] ?? 0]]) }

  const stated = root.get('format', true)
  if (isScalar<string>(stated) && /^\d+$/.test(stated.value) && stated.value !== String(version)) {
    // What another version means by its fields is not known here, so nothing else is said about them.
    return fail([{ ...place(stated.range?.[0] ?? 0), path: 'format', why: otherVersion(stated.value, version) }])
  }

  const found = read(version === format ? file : olderFile(version), root, '', reading)
  if (found === undefined || reading.flaws.length > 0) return fail(inReadingOrder(reading.flaws))
  const { format: _, hash, ...strategy } = found
  const identity = identify(strategy, version)
  if (hash === identity) return ok({ strategy, reading })
  const why = `found ${hash}, expected ${identity} for this content: it was changed after it was judged; undo the change or promote the strategy again`
  return fail([{ ...place(reading.offsets.get('hash') ?? 0), path: 'hash', why }])
}

/** What is asked of a whole file is asked of today's: older ones did not know it. */
function olderFile(version: number): Group<StrategyFile> {
  const { check: _, fields, ...shape } = asOf(file, version) as Group<StrategyFile>
  const [number, ...rest] = fields
  return { ...shape, fields: [{ ...number, shape: formatNumber(version) }, ...rest] }
}

function otherVersion(found: string, expected: number): string {
  const todo =
    Number(found) < format && expected === format
      ? 'bring it up to date with npx tsx scripts/migrate-strategy.ts FILE'
      : 'the file was written for another version'
  return `found format ${quoted(found)}, expected ${expected}: ${todo}`
}
